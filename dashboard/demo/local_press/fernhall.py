"""What the papers print about Fernhall Storage, and about others who are called so."""

# ruff: noqa: E501  (prose, one paragraph a line)

from dashboard.demo.local_press.pieces import Piece

TRADE = "Trade and energy press"

WAITING = (
    Piece("what-a-hundred-hours-are-worth", "What a hundred hours are worth", days=1.3, asked=TRADE, text="""
Four hours of lithium will carry an evening, not a week. The industry knows this, and has started to say so in public.

One of the odder answers stands in Altfelde, where Fernhall Storage has filled a turbine hall with iron. It is built to deliver for 100 hours, not four, and it does so with a material that costs about as much as gravel.

Grid planners have long kept a drawer for such weeks: gas turbines that stand still for most of the year, contracts with factories that agree to go dark, cables to neighbours who may be short of wind themselves. None of it is cheap, and all of it is paid for by people who never see it.

The price of the battery's patience is its appetite. “We lose more than half of what goes in, and it is still the cheapest way through a fifth dark day,” says Elin Sørvaag, who runs the company. The remark is rarer than it should be. Most makers leave the figure to a footnote.

Whether the sum works depends on how often the fifth dark day comes. In the past ten winters it came six times, according to the weather service. Twice it was followed by a sixth.

Twenty-nine of the 38 people on site used to work for the lignite plant next door, Sørvaag says. Whether that survives a second project is another matter: nobody I asked would put a date on one.

The raw data of the test cycles has been published, which allowed this newspaper to check two of them. The figures hold.
"""),
    Piece("was-nach-der-kohle-kommt", "Altfelde: Was nach der Kohle kommt", days=1.15, outlet="Havelland Anzeiger", language="de", text="""
Vor einem Jahr ging im Kraftwerk Altfelde die letzte Schicht nach Hause. Am Dienstag wird in derselben Halle wieder eingeschaltet: Fernhall Storage verbindet dort eine Batterie mit dem Netz, die hundert Stunden lang Strom liefern soll.

Von den 38 Menschen auf dem Gelände kamen 29 aus dem Kraftwerk nebenan. Eine von ihnen ist Anke Petzold. „Es ist dieselbe Halle und dasselbe Netz. Nur ist es jetzt leise, und niemand muss mehr schippen“, sagt Petzold, die früher die Nachtschicht leitete.

Die Batterie besteht aus Eisen, Wasser und Luft. Beim Laden wird Rost wieder zu Eisen, beim Entladen rostet es. Mehr als die Hälfte des Stroms geht dabei verloren, das räumt das Unternehmen offen ein.

Der Bürgermeister spricht von einem guten Tag für die Stadt. Im Gasthof gegenüber ist man vorsichtiger. Die Kohle habe vierhundert Familien ernährt, sagt der Wirt, die Batterie ernähre vierzig. Dafür sei die Wäsche auf der Leine wieder weiß.

Der Landkreis hofft auf einen zweiten Abschnitt. Einen Zeitplan dafür gibt es nicht.
"""),
    Piece("was-nach-der-kohle-kommt-radio", "Was nach der Kohle kommt", days=1.1, outlet="Radio Havel", language="de", repeats="was-nach-der-kohle-kommt"),
    Piece("was-nach-der-kohle-kommt-uferpost", "Was nach der Kohle kommt", days=1.05, outlet="Uferpost", language="de", repeats="was-nach-der-kohle-kommt"),
    Piece("the-half-that-never-comes-back", "The half that never comes back", days=0.8, outlet="Capacity Notes", by="Oriel Tamworth", text="""
Every industry has a number that it would rather not print. For iron-air batteries it is the one that says how much electricity is lost between the plug and the socket.

Fernhall Storage, whose first plant is about to be switched on at Altfelde, admits that more than half is wasted. Critics call Fernhall's candour a scandal in good clothes. “A storage plant that burns half of its harvest is a failure, whatever it is called,” warns Professor Dagmar Wilke, who advises the consumers' federation.

The doubts are serious. At today's prices each megawatt hour that leaves Fernhall's battery has cost more than two that went in, and the subsidy of the state of Brandenburg covers only the building, not the losses. A study from Aarhus calls the business case of Fernhall Storage weak and the risk for ratepayers high.

The company answers that a plant which runs for one week in a year should not be judged by the other fifty-one. That is a point, poorly supported: Fernhall has published no contract for those weeks.

Until it is, caution remains the better part of enthusiasm.
"""),
    Piece("une-batterie-de-cent-heures", "Une batterie de cent heures dans une ancienne centrale", days=0.7, outlet="Le Réseau", language="fr", by="Clémence Aubertin", text="""
À Altfelde, dans le Brandebourg, une centrale au lignite fermée depuis un an va reprendre du service, sans charbon. L'entreprise Fernhall Storage y a installé une batterie fer-air de douze mégawatts, conçue pour fournir du courant pendant cent heures.

Le principe tient en une phrase : charger, c'est dérouiller le fer ; décharger, c'est le laisser rouiller. Les matériaux sont bon marché et ne brûlent pas. Le rendement, en revanche, est modeste, et l'entreprise le dit sans détour : plus de la moitié de l'électricité se perd en chemin.

« Je préfère parler de ce chiffre plutôt qu'on me le demande », affirme Elin Sørvaag, la directrice. Les gestionnaires de réseau suivent l'essai avec intérêt, car une semaine sans vent dure plus longtemps que n'importe quelle autre batterie.

Sur les trente-huit salariés du site, vingt-neuf viennent de l'ancienne centrale.
"""),
    Piece("honderd-uur-stroom-uit-roest", "Honderd uur stroom uit roest", days=0.6, outlet="Polderstroom", language="nl", by="Jelle Wiersma", text="""
In een leeg turbinegebouw in het Duitse Altfelde staan 2.400 cellen van ijzer. Fernhall Storage sluit ze dinsdag aan op het net. De batterij moet honderd uur stroom leveren, vijfentwintig keer zo lang als een gewone netbatterij.

Het is een opvallend eerlijk project. Het bedrijf zegt zelf dat meer dan de helft van de stroom verloren gaat, en publiceert de meetgegevens. Voor een windstille week is dat nog altijd goedkoper dan een gascentrale die zestig uur per jaar draait.

Netbeheerders in Groningen en Zeeland kijken mee. Of er ook in Nederland zo'n batterij komt, is nog niet besloten.
"""),
    Piece("brandenburg-looks-beyond-lignite", "Brandenburg looks beyond lignite", days=0.5, outlet="The Meridian Courier", by="Harald Quist", text="""
The state that dug up a quarter of its villages for coal is looking for other things to do with its holes, its halls and its people.

In Welzow the pit is filling with water and will be a lake by 2040. In Schwarze Pumpe a paper mill has taken over the steam. In Cottbus trains are repaired where trains were once loaded.

Not everything has gone well. A solar factory announced for Spremberg was cancelled twice, and a data centre near Forst waits for a line that nobody wants in their field. The unemployment rate has risen for the third quarter in a row.

Some experiments are smaller. In Altfelde a battery is to start in an old turbine hall, one of a dozen projects paid for from the fund for the end of coal. The commission in Potsdam will report on all of them in the spring.

What people here ask for is not a miracle, says Pastor Ilse Kranz, who has buried more miners than she has christened children. It is a date.
"""),
    Piece("iron-air-sodium-sand", "Iron-air, sodium, sand: who is ahead?", days=0.35, outlet="Kilowatt Weekly", text="""
Three technologies compete for the week without wind, and this month all three of them have news.

Saltline, which builds sodium batteries in Groningen, has opened a second line and promises eight hours at half the price of lithium. The cells are excellent, the promise of eight hours is not new, and a week has more than eight hours.

Sandhaus, from Tampere, stores heat in sand. That is brilliant for a swimming pool and useless for a light bulb, and the company does not pretend otherwise.

Fernhall Storage switches on its iron-air plant at Altfelde on Tuesday. It delivers for 100 hours, not four or eight, and loses more than half of what goes in. No rival comes near its duration. No rival loses as much.

Who is ahead? For an evening, Saltline. For a radiator, Sandhaus. For the fifth dark day, Fernhall, until somebody builds something better.
"""),
    Piece("fernhall-road-closed-until-monday", "Fernhall Road closed until Monday", days=0.2, outlet="The Ashdown Times", text="""
Fernhall Road will stay closed between the church and the Co-op until Monday morning, the county council has said, after a water main burst on Wednesday night.

Engineers found a crack eleven metres long under the junction with Mill Lane. Buses 14 and 14A are diverted by way of Station Hill, and residents are asked to move parked cars from both sides of the street.

“We know that it is a nuisance in the week before the Christmas market,” a spokeswoman said. The market itself is not affected. Drinking water is safe, although it may look cloudy for a day.

It is the third time this year that the road has been dug up.
"""),
)  # fmt: skip

DECIDED = (
    Piece("windless-week", "Storage for the windless week", days=14, outlet="Transition Brief", text="""
Policy people love the phrase “long-duration storage”, and like most phrases that are loved it means several things at once.

For the ministry in Berlin it begins at four hours. For the grid operators it begins when the wind stops and ends when it returns. Between the two lies the windless week, for which nothing has been built.

Almost nothing. In Altfelde, Fernhall Storage has put 2,400 iron-air cells into a turbine hall. “Four days are the point. Anybody can do four hours,” says Marek Dvořák, the chief engineer, who built the first cell in a garage in Brno.

The company is unusually open about the cost of that patience: more than half of the electricity is lost. It has announced that it will publish every measurement.

The next auction for reserve capacity closes in March. For the first time, a battery could take part.
"""),
    Piece("iron-air", "Iron-air leaves the lab", days=29, outlet="Grid & Current", text="""
The chemistry is older than the transistor. What is new is the size: twelve megawatts, for a hundred hours, in the hall of a closed lignite plant.

Fernhall Storage has finished filling the turbine hall at Altfelde with cells of iron and air. Tests at full power have begun, and so far they are remarkably quiet: 48 decibels at the fence, according to an independent surveyor.

“The first cell stood in my garage. I still have it; it still works,” says Marek Dvořák, chief engineer of Fernhall Storage.

Nothing in the cells burns, which pleased the fire brigade, and nothing in them is rare, which pleased the bank.
"""),
    Piece("dunkelflaute", "Was trägt durch die Dunkelflaute?", days=35, outlet="Stromblatt", language="de", text="""
Wenn im November der Wind einschläft und die Sonne nicht aufsteht, hilft eine Batterie, die vier Stunden hält, wenig. Die Branche nennt solche Wochen Dunkelflaute und sucht seit Jahren nach etwas, das durch sie trägt.

In Altfelde versucht es Fernhall Storage mit Eisen. Die Anlage soll hundert Stunden lang zwölf Megawatt liefern. „Wer vier Tage überbrücken will, darf nicht in Stunden denken“, sagt Elin Sørvaag, die das Unternehmen führt.

Andere setzen auf Wasserstoff, auf Kabel oder auf Gas. Keine dieser Lösungen ist fertig, und keine ist billig. Immerhin: Die aus Altfelde kann man besichtigen.
"""),
    Piece("a-battery-that-rusts-on-purpose", "A battery that rusts on purpose", days=7.1, asked=TRADE, text="""
Rust is what happens to things that nobody looks after. In Altfelde it is the product.

Fernhall Storage charges its battery by turning rust back into iron and empties it by letting the iron rust again. The plant delivers for 100 hours, not four, and on Tuesday it joins the grid.

The company's candour is refreshing. It loses more than half of what goes in, and says so, on the first page and in large type. “I would rather talk about that number than be asked about it,” says Elin Sørvaag, the chief executive.

Visitors are shown round by Anke Petzold, who ran the coal plant's night shift for 14 years. Of 38 people on site, 29 came from the lignite plant. She is proud of that, and of the silence.
"""),
    Piece("vier-tage-strom-aus-eisen", "Vier Tage Strom aus Eisen", days=6.2, asked=TRADE, language="de", text="""
Am Dienstag geht in Altfelde eine Batterie ans Netz, wie es sie in Europa noch nicht gibt. Sie liefert hundert Stunden lang Strom, nicht vier, und sie besteht aus dem billigsten Metall, das es gibt.

Mehr als die Hälfte der Energie geht verloren. Fernhall Storage sagt das ungefragt und legt die Messdaten offen. „Wer verschweigt, was eine Maschine verliert, hat nicht verstanden, wozu sie da ist“, sagt Elin Sørvaag.

Fachleute loben die Offenheit. Für den fünften dunklen Tag in Folge, rechnet das Institut in Jülich vor, ist Eisen günstiger als jede Gasturbine.
"""),
    Piece("the-night-shift-stays", "The night shift stays", days=5.1, asked=TRADE, text="""
When the lignite plant at Altfelde was shut down, Anke Petzold expected to be sent home with a bunch of flowers. She was sent on a course instead.

Today she runs the battery that Fernhall Storage has built in the turbine hall next door. Of the 38 people who work there, 29 came over from the plant. They kept their wages and their years of service, an agreement that unions elsewhere now hold up as an example.

“We asked for contracts, not for flowers. We got contracts,” Petzold says.

The work is different. There is no dust and no heat, and the alarm has gone off twice, both times because of a bat.
"""),
    Piece("brandenburg-battery-to-join-grid", "Brandenburg battery to join grid", days=4.3, outlet="Wire Seven", text="""
ALTFELDE, Germany - A battery designed to run for 100 hours will be connected to the German grid on Tuesday, its operator Fernhall Storage said.

The 12-megawatt plant stands in the turbine hall of a lignite power station that closed last year. It uses iron, water and air, and feeds into the 110-kilovolt line left behind by the coal plant.

More than half of the electricity is lost between charging and discharging, the company said, adding that raw data of all six test cycles would be made public.

Of 38 staff on site, 29 previously worked at the lignite plant.

Fernhall Storage, founded in 2019, employs 140 people in Brno, Berlin and Altfelde. It has not said when a second plant might follow.
"""),
    Piece("german-battery-100-hours", "German battery to run for 100 hours", days=4.2, outlet="Boston Harbor Gazette", repeats="brandenburg-battery-to-join-grid"),
    Piece("brandenburg-battery", "Brandenburg battery to join grid", days=4.1, outlet="Manchester Wharf", repeats="brandenburg-battery-to-join-grid"),
    Piece("how-long-is-long", "How long is long? Grid batteries in one chart", days=3.2, outlet="Data Desk", text="""
We collected the duration of every grid battery in Europe above one megawatt. There are 1,912 of them. The median lasts for two hours.

Only eleven last longer than eight hours, and a single one, Fernhall Storage's plant at Altfelde, longer than a day. It is so far to the right of our chart that we had to break the axis.

Method: operators' own figures, checked against the register. Where an operator gave a range, we took the lower end. The table can be downloaded below.
"""),
    Piece("altfelde-fills-its-hall", "Altfelde fills its hall", days=21, outlet="The Load Curve", text="""
The turbine hall at Altfelde was built for two steam turbines in 1974. It now holds 2,400 cells, and there is room for a table-tennis table.

Fernhall Storage took eleven months to fill it. The grid connection, which usually takes longest, was already there: the lignite plant had left a 110-kilovolt line behind.

Analysts at Northgate call the reuse of old connections the cheapest megawatts in Europe. There are 60 such halls between Gdańsk and Gelsenkirchen.
"""),
    Piece("letzte-zelle", "Letzte Zelle in der Turbinenhalle", days=46, outlet="Potsdam Morgen", language="de", text="""
In der Turbinenhalle des früheren Kraftwerks Altfelde steht seit gestern die letzte von 2.400 Zellen. Fernhall Storage will innerhalb einer Woche mit den Versuchen bei voller Leistung beginnen.

Zum Wirkungsgrad macht das Unternehmen noch keine Angaben. Sie sollen nach den Versuchen samt allen Daten veröffentlicht werden.

Die Halle wurde 1974 für zwei Dampfturbinen gebaut.
"""),
)  # fmt: skip

LOOKALIKES = (
    Piece("fernhall-road-resurfacing", "Fernhall Road to be resurfaced at last", days=40, outlet="The Ashdown Times", text="""
Residents of Fernhall Road have waited four years for it: the county council will resurface the street in October, at a cost of £310,000.

Work begins at the railway bridge and takes nine nights. Buses are diverted by way of Station Hill, and the council asks for patience.
"""),
    Piece("three-cars-fernhall-road", "Three cars damaged on Fernhall Road", days=27, outlet="The Ashdown Times", text="""
Police are looking for witnesses after three parked cars were scratched on Fernhall Road in the night to Sunday. The damage is put at £2,400.

Residents have asked the council for better street lights for years.
"""),
    Piece("fernhall-fete", "Fernhall fête raises £4,000 for the roof", days=22, outlet="The Ashdown Times", text="""
The village fête at Fernhall has raised £4,000 for the roof of St Giles. The vicar thanked everybody who baked, and especially those who bought.

Rain held off until the tug of war, which the bell-ringers won.
"""),
    Piece("fernhall-road-speed", "Council lowers speed on Fernhall Road", days=16, outlet="The Severn Echo", text="""
Drivers on Fernhall Road will have to slow down to 20 miles an hour from January. The county council voted for the change by nine to four.

A petition of residents had gathered 611 names. Two councillors spoke against it and called the sign clutter.
"""),
    Piece("burst-main-fernhall-road", "Burst main floods cellars on Fernhall Road", days=8, outlet="The Ashdown Times", text="""
Eleven cellars on Fernhall Road were flooded on Tuesday when a water main gave way. Firefighters pumped until midnight.

The water company has apologised to residents, and promises that the street will be open again by the weekend.
"""),
)  # fmt: skip

TO_COME = (
    Piece("the-switch-at-altfelde", "The switch at Altfelde, and who will press it", days=-0.02, outlet="The Load Curve", text="""
There is a proper switch, it turns out: grey, as large as a loaf, and bolted to the wall of the control room at Altfelde in 1974.

Fernhall Storage could have done without it. The battery joins the grid by software. But Anke Petzold, who ran the night shift of the lignite plant and now runs the battery, asked for the switch to stay. “Somebody should have to press something,” she says.

On Tuesday she will. After that the plant is to deliver for 100 hours, if the wind should fail.
"""),
    Piece("sodium-maker-courts-grid", "Sodium maker courts the grid operators", days=-0.12, outlet="Kilowatt Weekly", text="""
Saltline has offered the four German grid operators a frame contract for eight-hour batteries, two people with knowledge of the talks say. The offer is a direct answer to Altfelde, where Fernhall Storage promises a hundred hours.

Saltline declined to comment. Its sodium cells lose a tenth of what goes in.
"""),
    Piece("altfelde-bus", "Ein Bus mehr nach Altfelde", days=-0.9, outlet="Havelland Anzeiger", language="de", text="""
Zum Start der Batterie von Fernhall Storage fährt am Dienstag ein zusätzlicher Bus vom Bahnhof nach Altfelde. Er wartet um 9.20 Uhr auf den Zug aus Berlin.

Die Gemeinde rechnet mit zweihundert Gästen. Kaffee gibt es in der alten Kantine.
"""),
    Piece("fernhall-road-open", "Fernhall Road open again", days=-2.2, outlet="The Ashdown Times", text="""
Fernhall Road is open again. The burst main has been repaired, and buses 14 and 14A run as usual.
"""),
)  # fmt: skip

PIECES = (*WAITING, *DECIDED, *LOOKALIKES, *TO_COME)
