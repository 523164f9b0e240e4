"""How months are named where news is written: in full, in the genitive, cut short; without accents, in small letters.

English, German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish, Norwegian, Finnish, Polish, Czech,
Slovak, Hungarian, Romanian, Croatian, Slovene, Turkish, Greek, Russian, Ukrainian, Bulgarian, Catalan, Basque,
Estonian, Latvian, Lithuanian, Indonesian, Arabic, Hebrew, Persian, Hindi.
"""

_MONTHS = (
    """january januar jaenner janner janvier enero janeiro gennaio januari tammikuu tammikuuta styczen stycznia leden
    ledna janu ianuarie sijecanj sijecnja ocak ιανουαριου ιαν январь января січень січня януари gener
    urtarrila jaanuar janvaris sausio يناير كانون ינואר ژانویه जनवरी jan ene gen oca янв""",
    """february februar feber fevrier febrero fevereiro febbraio februari helmikuu helmikuuta luty lutego unor unora
    februarie veljaca veljace subat φεβρουαριου φεβ февраль февраля лютий лютого февруари febrer otsaila veebruar
    februaris vasario فبراير شباط פברואר فوریه फ़रवरी feb fev fevr sub фев""",
    """march marz maerz mars marzo marco maart marts maaliskuu maaliskuuta marzec marca brezen brezna marcius martie
    ozujak ozujka marec mart μαρτιου μαρ март марта березень березня marc martxoa kovo maret مارس آذار מרץ मार्च
    mar mrz мар""",
    """april avril abril aprile huhtikuu huhtikuuta kwiecien kwietnia duben dubna aprilis aprilie travanj travnja
    nisan απριλιου απρ апрель апреля квітень квітня април apirila aprill balandzio أبريل ابريل نيسان אפריל آوریل
    अप्रैल apr avr abr nis апр""",
    """may mai mayo maio maggio mei maj toukokuu toukokuuta maja kveten kvetna majus svibanj svibnja mayis μαιου
    μαϊου май мая травень травня maig maiatza gegužes geguzes maijs مايو أيار מאי مه मई mag mayi""",
    """june juni juin junio junho giugno kesakuu kesakuuta czerwiec czerwca cerven cervna jun junius iunie lipanj
    lipnja haziran ιουνιου ιουν июнь июня червень червня юни juny ekaina juuni junijs birzelio يونيو حزيران יוני
    ژوئن जून giu haz июн""",
    """july juli juillet julio julho luglio heinakuu heinakuuta lipiec lipca cervenec cervence jul julius iulie
    srpanj srpnja temmuz ιουλιου ιουλ июль июля липень липня юли juliol uztaila juuli julijs liepos يوليو تموز
    יולי ژوئیه जुलाई lug juil tem июл""",
    """august aout ağustos agosto augustus augusti elokuu elokuuta sierpien sierpnia srpen srpna augusztus kolovoz
    kolovoza agustos αυγουστου αυγ август августа серпень серпня agost abuztua augusts rugpjucio agustus أغسطس آب
    אוגוסט اوت अगस्त aug ago agu авг""",
    """september septembre septiembre setembro settembre syyskuu syyskuuta wrzesien wrzesnia zari szeptember
    septembrie rujan rujna eylul σεπτεμβριου σεπ сентябрь сентября вересень вересня септември setembre iraila
    rugsejo سبتمبر أيلول ספטמבר سپتامبر सितंबर sep sept set setiembre eyl сен сент""",
    """october oktober octobre octubre outubro ottobre lokakuu lokakuuta pazdziernik pazdziernika rijen rijna
    octombrie ekim οκτωβριου οκτ октябрь октября жовтень жовтня октомври urria oktoober oktobris spalio أكتوبر
    اكتوبر אוקטובר اکتبر अक्टूबर oct okt out ott eki окт""",
    """november novembre noviembre novembro marraskuu marraskuuta listopad listopada listopadu noiembrie studeni
    studenoga studenog kasim νοεμβριου νοε ноябрь ноября листопад листопада ноември azaroa novembris lapkricio
    نوفمبر נובמבר نوامبر नवंबर nov kas ноя""",
    """december dezember decembre diciembre dezembro dicembre desember joulukuu joulukuuta grudzien grudnia prosinec
    prosince decembrie prosinac prosinca aralik δεκεμβριου δεκ декабрь декабря грудень грудня декември desembre
    abendua detsember decembris gruodzio ديسمبر דצמבר دسامبر दिसंबर dec dez dic des ara дек""",
)
# The same word for two months: Croatian against Polish and Czech.
CROATIAN = {"listopad": 10, "listopada": 10, "srpanj": 7, "srpnja": 7}
NUMBERS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
