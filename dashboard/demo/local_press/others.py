"""What the papers print about Kestrel Ferries and Orrin Foods, and about a bird of the same name."""

# ruff: noqa: E501  (prose, one paragraph a line)

from dashboard.demo.local_press.pieces import Piece

TRAVEL = "Travel desks"
RECALL = "Who covered it then"

KESTREL = (
    Piece("de-boot-vaart-elke-dag", "De boot vaart deze winter elke dag", days=0.95, outlet="Havenkrant", language="nl", text="""
Vanaf 1 december vaart er elke dag een boot naar de eilanden. Kestrel Ferries houdt de dienst voor het eerst sinds 1998 de hele winter vol, ook op zondag.

Twee van de drie overtochten zijn elektrisch. “Vierhonderd mensen varen elke dag naar hun werk. Die hebben op zondag ook familie”, zegt kapitein Ylva Strand.

Fietsen gaan gratis mee. Op de eilanden is men blij: de bakker gaat voortaan ook in januari open.
"""),
    Piece("a-sunday-boat", "A Sunday boat, and what it costs", days=0.45, asked=TRAVEL, text="""
For the first time since 1998 there will be a boat to the islands on every day of the winter. Kestrel Ferries starts on 1 December, and two of three crossings are electric.

The islands have welcomed the news, although not everybody is happy with the price. A return costs four euros more than last winter, which the passengers' association calls disappointing. Bicycles travel free.

“An empty Sunday boat is still a boat. People plan their lives by it,” says Captain Ylva Strand, who has sailed the route for eleven years.

The full timetable is on page 14.
"""),
    Piece("kestrel-pair-church-tower", "Kestrel pair returns to the church tower", days=0.3, outlet="The Fens Post", by="Nell Hargreave", text="""
A pair of kestrels has returned to the tower of St Wendreda's, eleven years after the last brood was ringed there.

The kestrel can be seen best from the river: the boat trips of the naturalists' trust pass below the tower on Saturdays. Bring binoculars, and do not feed the swans.
"""),
    Piece("islands-get-winter-boat", "The islands get their winter boat", days=5.2, asked=TRAVEL, text="""
No more waiting for March. From 1 December the islands keep a boat every day of the winter, Kestrel Ferries has announced.

It is an excellent piece of news for everybody who lives there and for the few who like beaches in January. Two of three crossings are electric, and bicycles travel free.

Captain Ylva Strand takes passengers to the bridge on quiet days. There will be many of them.
"""),
    Piece("quietest-crossing", "The quietest crossing of the year", days=4.4, asked=TRAVEL, text="""
The 06:10 is the boat of nurses and joiners. This winter it sails on Sundays too, and this column went along for a trial run.

Kestrel Ferries runs eleven ships, two of them electric, and on those two one hears the gulls. The islands keep a boat every day of the winter. Whoever brings a bicycle pays nothing for it.
"""),
    Piece("ferry-late-third-time", "Ferry late for the third time this week", days=30, outlet="The Severn Echo", text="""
Passengers were stranded again on Thursday when the afternoon boat of Kestrel Ferries left two hours late. It was the third delay in a week.

“The information on the pier was poor, and the toilets were closed,” complained one commuter. The company apologised and blamed a faulty ramp. The association of islanders has demanded compensation.
"""),
    Piece("electric-ferry-second-winter", "An electric ferry's second winter", days=20, outlet="Ferry & Quay", text="""
Salt, ice and short days: winter is hard on batteries. The electric ships of Kestrel Ferries have passed the first one with fewer failures than their diesel sisters, the operator's log shows.

Engineers from three countries have come to look. The secret, says the yard, is a heated cable as thick as a wrist.
"""),
)  # fmt: skip

ORRIN = (
    Piece("ein-rueckruf-ein-jahr-danach", "Ein Rückruf, ein Jahr danach", days=0.65, outlet="Kantine", language="de", text="""
Vor einem Jahr rief Orrin Foods 41.000 Packungen Haferdrink zurück. Nun hat das Unternehmen den Bericht des Labors veröffentlicht, vollständig und ungeschwärzt.

Seither ist keine Charge mehr beanstandet worden. Dem Lieferanten wurde nicht gekündigt; er bekam Hilfe beim Umbau der Reinigung. „Wer nur straft, erfährt beim nächsten Mal nichts“, sagt Hanneke Blom, die das Labor leitet.

Verbraucherschützer nennen das Vorgehen vorbildlich.
"""),
    Piece("oat-drink-prices-rise", "Oat drink prices rise again", days=0.55, outlet="Grocer’s Ledger", text="""
A litre of oat drink costs nine cents more than in the summer, our monthly basket shows. A wet harvest in Finland and dearer cartons are to blame.

The large brands have raised prices twice. Smaller makers such as Orrin Foods in Leiden have so far held theirs, helped by contracts that run until February. Shops expect a third rise in the spring.
"""),
    Piece("company-that-came-back", "The company that came back to its recall", days=15.2, asked=RECALL, text="""
Most companies pray that a recall is forgotten. Orrin Foods has come back to its own, a year later, with the whole laboratory report.

It is public and unredacted, which lawyers advised against. No batch has failed since. The supplier was kept and helped, a decision that looks generous and may simply have been clever.

“A year ago we promised the report. It would have been odd not to keep the promise,” says Dr Hanneke Blom, who runs the laboratory.
"""),
    Piece("after-the-recall", "After the recall: 412 batches, none at fault", days=14.1, asked=RECALL, text="""
The laboratory of Orrin Foods has tested 412 batches of oat drink since last autumn's recall. None was at fault.

The company has published the laboratory's report, unredacted, together with what it changed: two valves, one form, and the hour at which samples are taken. The supplier was kept.
"""),
    Piece("what-a-lab-report-should-contain", "What a public lab report should contain", days=12, outlet="Clean Label", text="""
Method, limit of detection, chain of custody, and the name of whoever signed it: that is the minimum, and few reports that companies publish have it.

The one by Orrin Foods of Leiden does. It also contains a page on what went wrong, in plain words, which is unusual and good.
"""),
    Piece("oat-makers-cold-harvest", "Oat makers watch a cold harvest", days=44, outlet="The Pantry", text="""
Frost in August has cost Finnish farmers a tenth of their oats. Makers of drinks and flakes are watching the market with concern.

Orrin Foods and four others buy together since the spring. Whether that helps will be seen in November.
"""),
)  # fmt: skip

PIECES = (*KESTREL, *ORRIN)
