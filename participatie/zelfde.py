"""Words that say the same about a wijk, a line a matter (an indented line goes on with it).

They are read through the stemmer, so a line holds each word once, in any form, and a word may stand on more lines. Add a word or a line when
people in the wijk say it otherwise: ideas that stand already need not be stored again.
"""

import re

from participatie.woordvormen import stammen

ZELFDE = """
lamp licht lantaarn lantaarnpaal lichtmast lichtpunt straatlamp verlichting straatverlichting donker duister schemer zwart pikdonker aardedonker
    zichtbaar schijnwerper led gloeilamp onverlicht zonsondergang
flikkeren knipperen uitvallen uitgevallen stuk kapot defect storing brandt doet
fel verblinden schijnen inschijnen slaapkamer raam ramen slapen gordijn lichthinder
overdag zon daglicht aanblijven schakelaar sensor slim bewegingsmelder zuinig energie led dimmen stroom
kerst kerstmis kerstboom december feestdagen feestelijk sfeer lichtjes borrel gluhwein nieuwjaar oliebollen winter
vleermuis dieren vogel egel eend nachtdieren oranje amber nestkast
eng onveilig bang durven griezelig veilig angst naar akelig sociaal
tunnel viaduct onderdoorgang steeg poort achterpad gang brandgang
hard snel snelheid hardrijder race scheuren jakkeren gas dertig 30 vaart langzaam sjezen flitsen flitser flitspaal vijftig 50 stapvoets radar
    snelheidscontrole snelheidsmeter rustiger
drempel snelheidsdrempel verkeersdrempel remmen afremmen snelheidsremmer versmalling versmallen smaller plateau hobbel wegversmalling rijbaan
    bloembak
sluiproute sluipverkeer doorgaand doorrijden afsnijden woonerf autoluw autovrij doorsteek bestemmingsverkeer afsluiten sluiten navigatie
oversteken oversteek zebra zebrapad oversteekplaats overkant voetgangerslicht verkeerslicht stoplicht rood groen voorrang
kruispunt kruising onoverzichtelijk rotonde voorrang rechts haaientanden hoek bocht uitrit inrit splitsing
spiegel verkeersspiegel uitzicht zicht overzicht dode zien belemmeren onoverzichtelijk haag heg
vrachtwagen vrachtauto vrachtverkeer zwaar bestelbus busje pakket bezorger koerier bezorgbus
eenrichtingsverkeer richting eenrichting passeren tegenligger smal uitwijken verkeersbord
school basisschool scholieren leerlingen ouders halen brengen schoolplein schooltijd klas juf kiss
fiets stalling rijwiel fietsrek fietsenrek fietsnietje stallen fietsenstalling fietsparkeren fietsbeugel wrak fietswrak weesfiets bakfiets
deelfiets ov-fiets huren huur lenen deelscooter deelauto delen autodelen
fietspad fietser voetpad voetganger wandelaar botsen scheiden stoep trottoir
brommer scooter bromfiets fatbike snorfiets motor knetteren racen
auto parkeren geparkeerd parkeerplaats parkeerplek parkeervak parkeerruimte dubbelgeparkeerd foutparkeren foutparkeerder bumper wagen vergunning
    blauwe automobilist
caravan camper aanhanger boot trailer bestelbus
laadpaal opladen elektrisch stroom laden stekker laadplein
bus bushalte halte abri openbaar vervoer lijnbus streekbus buurtbus belbus taxi regiotaxi reis station trein
ziekenhuis dokter huisarts apotheek arts medisch prikpost fysiotherapie zorg
rolstoel rollator scootmobiel stoeprand toegankelijk oprit drempelvrij kinderwagen gehandicapten invalide buggy hellingbaan beperking
    mindervalide steil trap trede slechtlopend helling afrit
blind slechtziend blindengeleide geleidelijn ribbeltegel ziet stok oriëntatie ratel
paal paaltje poller biggenrug obstakel hek poortje
afval zwerfafval rommel vuilnis vuil troep blikjes plastic opruimen vies schoonmaken schoon papiertjes peuken flesjes weggooien dumpen grofvuil
    zakken matras bankstel vervuiling zooi
prullenbak afvalbak vuilnisbak container glasbak papierbak ondergrondse bak karton papier vol uitpuilen puilen overvol legen leeg kliko gft
vegen veegwagen bezem straat schoonmaak borstel schoonspuiten bladblazer
peuk sigaret kauwgom roken asbak rookvrij
hond poep hondenpoep drol uitlaten hondendrol uitlaat baas uitwerpselen hondenlosloop losloop poepzakje aanlijnen lijn hondenveld hondenbezitter
kat kattenpoep kattenbak zandbak
rat ongedierte muis plaagdier rattenplaag kakkerlak wesp processierups duif meeuw
onkruid verwilderd wieden brandnetel distel netel groeien overwoekeren woekeren prikken
glas scherf lek band glasscherven
graffiti beklad spuiten bekladden kladderen verf tags
muurschildering schildering schilderen kunst kunstwerk kunstenaar kleur kleurig gevel muur saai kaal beeld mozaiek fleurig opfleuren
kapot stuk defect vernield beschadigd scheur gebroken repareren vernieling vandalisme gesloopt verrot roest roestig doorgeroest vervangen
    versleten afgebroken herstellen opknappen gammel wankel verouderd
scheef los hobbelig hobbel kuil gat tegel struikelen verzakt ongelijk oneffen bestrating wegdek asfalt vallen klinker wiebelen wortel stoeptegel
    boomwortel opdrukken uitstekend
trottoir stoep voetpad voetganger wandelpad loopstrook
glad ijzel vorst sneeuw strooien gestrooid winter bevroren ijs uitglijden spekglad slipgevaar
blad bladeren herfst herfstblad goot dakgoot straatgoot bladkorf verstopt
water plas wateroverlast regen blank regenwater afvoer riool put kolk overstromen bui droog hoosbui verstopt wadi goot infiltratie ondergelopen
    regenton opvangen
vijver sloot stank stinken ruiken water riolering gracht kroos algen blauwalg oever beschoeiing baggeren
boom schaduw lommer koel heet hitte warm zon verkoeling bloedheet bomen eik linde kastanje snikheet zomer gloeiend parasol schaduwdoek zonnedoek
    zonnezeil
boom tak stam kap kappen omvallen omgewaaid dood ziek storm boomstam snoei rooien
snoeien heg haag overhangen takken overgroeid struik bosje begroeiing knippen kort bijgehouden doorgroeien
maaien gemaaid gras grasveld gazon kort hoog grasmaaier
groen plant bloem perk struik beplanting tuin bloembak bij bijen vlinder insect geveltuin plantenbak steen berm natuur biodiversiteit plantsoen
    bloembol krokus narcis kleur vergroenen vergroening groener ontstenen tegels versteend stenig bijenhotel wilde inheems
moestuin groente buurttuin volkstuin kruiden oogst tuinieren kas pluktuin
fruit appel peer pluk fruitboom bes boomgaard notenboom
speeltuin spelen speeltoestel schommel glijbaan klimrek speelplek zandbak wipkip speelplaats speelveld klimmen duikelrek wip draaimolen
    trampoline hinkelen speelhuisje kabelbaan tokkelbaan slingeren spannend avontuur
natuurspeelplaats speelbos hut hutten boomstam tak natuurlijk avontuurlijk bouwspeelplaats modder natuurspelen
kind peuter kleuter kleintjes kleinsten allerkleinsten jongste baby dreumes
ondergrond rubber zand kunstgras valdemping zacht houtsnippers tegel
skate skatebaan skateboard skatepark halfpipe step stunt ramp pumptrack rolschaats
voetbal goal doel trapveld voetballen trapveldje basketbal basket bal net veld hek ballenvanger kooi pannakooi hockey volleybal
boules petanque jeu grind kogel schaak schaaktafel dammen domino
tafeltennis pingpong tafeltennistafel pingpongtafel
sporten sport fitness bewegen beweegtoestel fitnesstoestel gymmen sporttoestel beweegtuin trimmen trimbaan hardlopen yoga
bank zitten zitplek zitplaats zitbank rusten uitrusten uitblazen rustpunt rustplek pauzeren zitje uitpuffen leuning
rust rustig stil stilte lezen hoekje ontspannen bezinning
picknick picknicktafel picknicken tafel barbecue buiten eten
beschutting hok afdak schuilen overkapping schuilplek luifel
kraan water watertappunt drinken drinkwater fles tappunt fontein waterpunt dorst
toilet wc plassen urinoir plaszuil openbaar
bord verkeersbord wegwijzer bewegwijzering aanwijsbord plattegrond informatiebord informatie geschiedenis verleden historie straatnaam
    straatnaambord vernoemd heet naambord
hek hekwerk afrastering bal net schutting omheining
plein stenen kaal vlakte asfalt versteend opfleuren
lawaai geluid herrie muziek kabaal geluidsoverlast luid knal vuurwerk rotje stil nachtrust geschreeuw schreeuwen gillen box boxen speaker
    middernacht
vuurwerk knal rotje jaarwisseling oudjaar nieuwjaar vuurpijl cobra oud
jongeren jeugd hangjongeren jongen tiener puber hangen hangplek jongerenplek scholieren knul meiden groepje rondhangen opgroeien hang
jongerencentrum jongerenhonk gebouw honk binnen onderdak ruimte lokaal jeugdhonk soos
jongerenwerker jongerenwerk straatcoach aanspreken praten gesprek begeleider buurtvader coach
politie agent wijkagent handhaver boa toezicht surveilleren boete bekeuren bekeuring bon handhaving controle controleren optreden
inbraak inbreker veilig onveilig camera buurtpreventie dief preventie insluiper buurtapp appgroep whatsapp diefstal gestolen verdacht
camera cameratoezicht toezicht filmen opname bewaking
drugs dealen dealer lachgas drank alcohol
ontmoeten samenkomen koffie praatje feest barbecue samen kennismaken kennen buur buurtbewoner kletsen ontmoetingsplek buurthuis straatfeest
    burendag buurtfeest thee inloop borrel gezellig verbinden buurtkamer bijeenkomst
koken maaltijd eten maaltijdclub soep eettafel kookclub keuken diner aanschuiven eetclub
eenzaam alleen alleenstaand oud ouderen bejaarden senioren opa oma eenzaamheid bezoek bezoeken maatje langsgaan gezelschap
wandelen wandelclub wandelgroep ommetje rondje wandeling stappen wandelroute route
boek ruilkast boekenkast minibieb lezen bibliotheek buurtbieb
ruilen weggeven weggeefwinkel weggeefkast kleding kleren spullen tweedehands rommelmarkt kringloop kledingruil vlooienmarkt rommelroute
gereedschap lenen uitlenen deelschuur ladder boormachine delen bibliotheek spullen
krant buurtkrant nieuwsbrief nieuws wijkkrant blad website app prikbord mededeling op-de-hoogte
helpen hulp vrijwilliger klusje klussen mantelzorg boodschap boodschappen boodschappendienst klussendienst reparatie repaircafe
aed hartapparaat hart reanimatie reanimeren ehbo nood noodgeval defibrillator
computer digitaal internet tablet telefoon smartphone formulier cursus les taal nederlands
winkel supermarkt winkelcentrum boodschappen winkelstraat winkelier etalage leegstand
markt kraam marktplein kramen
"""


def _groepen() -> dict[str, list[frozenset[str]]]:
    van: dict[str, list[frozenset[str]]] = {}
    for regel in re.split(r"\n(?! )", ZELFDE.strip()):
        groep = frozenset(s for woord in regel.split() for s in stammen(woord)[:1])
        for s in groep:
            van.setdefault(s, []).append(groep)
    return van


_VAN = _groepen()


def zegt_hetzelfde(stam: str) -> set[str]:
    """The stems of the other words for the same matters."""
    return {ander for groep in _VAN.get(stam, ()) for ander in groep} - {stam}
