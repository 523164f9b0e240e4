"""Words that newspapers praise and blame with, by language, folded; one that ends in "*" stands for all it begins.

They are those of reporting on companies, not of reviews or talk: "cheap" is left out, since a cheap battery is good
and a cheap trick is not. What turns a word into its opposite stands in `NEGATIONS`.
"""

PRAISE = {
    "en": """succe* impress* promis* win wins won winner* award* prais* welcom* breakthrough* lead* reliabl*
        efficien* record-* milestone* popular thriv* grow* improv* benefi* safe* clean* innovat* best better strong*
        robust gain* pioneer* applau* celebrat* remarkable elegant clever generous fair honest* transparen* trusted
        ahead boost* secur* rescue* surpass* outperform* affordable delight* recommend* excellent outstanding proud*
        hope*""",
    "de": """erfolg* beeindruck* vielversprech* gewinn* gewonn* preisgekront* auszeichn* ausgezeichnet gelobt lob*
        begruss* durchbruch* fuhrend* zuverlassig* effizien* rekord* meilenstein* beliebt* wachs* verbesser*
        vorteil* sicher* sauber* innovati* beste* besser* stark* robust* pionier* gefeiert feier* bemerkenswert*
        klug* grosszugig* fair* ehrlich* transparen* vertrau* hoffnung* gunstig* uberzeug* vorbild* gelungen*
        gelingt zukunftsweisend*""",
    "fr": """succes reussi* impressionn* promett* gagn* prime* recompens* salu* perce* leader* fiab* efficac*
        record* populair* croissan* amelior* avantag* sur* propre* innov* meilleur* solid* robust* pionnier*
        remarqu* genereu* honnet* transparen* confian* espoir* bienven* exemplair* excellen*""",
    "nl": """succes* indrukwekk* veelbelov* win* gewonnen bekroond* geprezen lof verwelkom* doorbraak* leidend*
        betrouwba* efficient* record* mijlpaal* populair* groei* verbeter* voordel* veilig* schoon* schone innovati*
        beste beter* sterk* robuust* pionier* opmerkelijk* slim* eerlijk* transparant* vertrouw* hoop* voorbeeld*
        uitstekend*""",
    "es": """exito* impresion* promet* gana* premi* elogi* celebr* lider* fiab* eficien* record* hito* popular*
        crec* mejor* benefici* segur* limpi* innov* solid* robust* pionero* pionera* notable* generos* honest*
        transparen* confian* esperanz* ejemplar* excelen*""",
    "it": """success* impression* promett* vinc* vint* premi* elogi* svolt* leader* affidabil* efficien* record*
        traguard* popolar* cresc* miglior* vantagg* sicur* pulit* innov* solid* robust* pionier* notevol* generos*
        onest* trasparen* fiduci* speranz* esemplar* eccellen*""",
    "sv": """framgang* imponer* lovande vinn* vann pris* berom* genombrott* ledande palitlig* effektiv* rekord*
        milstolp* popular* vax* forbattr* fordel* saker* ren* innovativ* bast* battre stark* robust* pionjar*
        anmarkningsvard* arlig* fortroend* hopp* utmarkt*""",
    "no": """suksess* imponer* lovende vinn* vant pris* rost* gjennombrudd* ledende palitelig* effektiv* rekord*
        milepael* populaer* voks* forbedr* fordel* trygg* sikker* ren* innovativ* best* bedre sterk* robust* pioner*
        bemerkelsesverdig* aerlig* tillit* hap*""",
}
BLAME = {
    "en": """fail* loss losses lose* lost problem* critic* scandal* risk* danger* accident* fire fires explo* leak*
        delay* fraud* lawsuit* sue sued recall* protest* oppos* object* concern* worr* fear* doubt* weak* poor*
        worse worst declin* drop* fall* fell cut cuts layoff* dismiss* bankrupt* insolven* debt* fine fined penalt*
        breach* violat* mislead* wrong* flaw* defect* harm* damag* pollut* toxic injur* death* died kill* expensive
        overpriced setback* trouble* crisis collapse* slump* warn* alarm* refus* reject* controvers* outrage*
        apolog* complain* costly misse* late shut* halt* suspen* investigat* allegation* accus*""",
    "de": """scheiter* verlust* verlier* verlor* problem* kritik* kritisier* skandal* risik* gefahr* unfall* brand*
        feuer explo* leck* verzoger* verspat* betrug* klage klagen klagt verklag* ruckruf* protest* gegner*
        widerstand* bedenken sorge* angst* zweifel* schwach* schlecht* schlimm* ruckgang* einbruch* entlass* kundig*
        insolven* pleite* schulden strafe* bussgeld* verstoss* verstoss* irrefuhr* falsch* mangel* defekt* schaden*
        schad* verschmutz* giftig* verletz* tot tote* teuer* teure* ruckschlag* krise* zusammenbruch* warn* alarm*
        weiger* ablehn* umstritten* emporung* entschuldig* beschwer* gestoppt stillstand* ermittl* vorwurf*
        vorwurfe*""",
    "fr": """echec* echou* perte* perd* problem* critiqu* scandal* risqu* danger* accident* incendi* explos* fuite*
        retard* fraud* plaint* proces rappel* protest* oppos* inquiet* crain* crainte* dout* faibl* mauvais* pire*
        baisse* chut* licenci* faillit* dett* amend* violation* tromp* faux fausse* defaut* defectu* dommag* pollu*
        toxiqu* bless* mort* cher chere* couteu* revers crise* effondr* alert* refus* rejet* controvers* indign*
        excus* arret* suspen* enquet* accus*""",
    "nl": """misluk* falen faalt verlies* verlor* probleem* problem* kritiek* schandaal* risico* gevaar* ongeluk*
        brand* explo* lek* vertrag* fraude* rechtszaak* aangeklaagd terugroep* protest* verzet* bezwaar* zorg*
        angst* twijfel* zwak* slecht* erger* daling* daalt ontslag* ontslagen faillie* schuld* boete* overtred*
        misleid* fout* gebrek* defect* schade* vervuil* giftig* gewond* dood* doden duur* tegenslag* crisis instort*
        waarschuw* alarm* weiger* afgewezen omstreden verontwaard* excuses klacht* stilgelegd onderzoek* beschuldig*""",
    "es": """fracas* perdid* pierd* problema* critic* escandal* riesg* peligr* accident* incendi* explos* fuga*
        retras* fraude* demand* retirad* protest* opon* oposicion preocup* miedo* temor* duda* debil* mala* malo*
        peor* caid* cae despid* quiebr* deuda* multa* violacion* engan* falso* falsa* defect* dan* contamin* toxic*
        herid* muert* caro* cara* reves* crisis colaps* advert* alarm* rechaz* niega* polemic* indign* disculp*
        queja* paraliz* suspen* investig* acus*""",
    "it": """fallit* falli* perdit* perd* problem* critic* scandal* risch* pericol* incident* incendi* esplos*
        perdita ritard* frod* causa richiam* protest* opposiz* preoccup* paur* timor* dubb* debol* cattiv* peggi*
        calo cali crollo* licenzi* debit* multa* violazion* ingann* fals* difett* dann* inquin* tossic* ferit* mort*
        caro cara costos* crisi collass* avvert* allarm* rifiut* respin* controvers* indign* scus* lament* sospes*
        indag* accus*""",
    "sv": """misslyck* forlust* forlor* problem* kritik* kritiser* skandal* risk* fara farlig* olyck* brand* explo*
        lack* forsen* bedrager* stamning* aterkall* protest* motstand* oro* radd* tvivel* svag* dalig* samre* minsk*
        varsel* uppsag* konkurs* skuld* bot boter brott* vilseled* fel felaktig* skad* fororen* giftig* dod* dyr*
        bakslag* kris* kollaps* varn* larm* vagra* avvis* omstridd* ursakt* klag* stopp* utred* anklag*""",
    "no": """mislykk* tap* problem* kritikk* kritiser* skandale* risiko* fare farlig* ulykke* brann* eksplo* lekk*
        forsink* svindel* soksmal* tilbakekall* protest* motstand* bekymr* frykt* tvil* svak* darlig* verre*
        nedgang* oppsig* konkurs* gjeld* bot boter brudd* villed* feil* skad* forurens* giftig* dod* dyr*
        tilbakeslag* krise* kollaps* advar* alarm* nekt* avvis* omstridt* beklag* klag* stans* gransk* anklag*""",
}
NEGATIONS = {
    "en": "no not never without neither nor hardly avoid avoids avoided prevent prevents prevented isn wasn doesn didn",
    "de": "kein keine keinen keiner nicht nie niemals ohne weder noch kaum vermeidet verhindert",
    "fr": "pas sans jamais ni aucun aucune guere evite",
    "nl": "geen niet nooit zonder noch nauwelijks voorkomt",
    "es": "no nunca sin ni jamas ningun ninguna apenas evita",
    "it": "non mai senza ne nessun nessuna appena evita",
    "sv": "inte ingen inget inga aldrig utan knappt",
    "no": "ikke ingen aldri uten neppe",
}
for _words in (PRAISE, BLAME, NEGATIONS):
    _words["da"] = _words["nb"] = _words["nn"] = _words["no"]
