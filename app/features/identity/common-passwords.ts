/* What people choose most (from the frequency lists of zxcvbn, MIT licence) and what they would choose here. The
 * policy also takes off digits and signs at either end and undoes p@ssw0rd, so that each line stands for many. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `
  123hfjdk147 123qwe123qwe 123qwe456rty 123qweasdzxc 1a2a3a4a5a 1a2b3c4d5e 1a2s3d4f5g 1q2q3q4q5q
  1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw23edc 1z2x3c4v5b 3rjs1la7qe 3syqo15hil
  5hsu75kpot 7ugd5hip2j 8phrowz622 8phrowz624 a1a2a3a4a5 a1b2c3d4e5 a1s2d3f4g5 abracadabra abrakadabra
  absolutely access adidas admin administrateur administrator adrenaline airborne albert aleksander
  aleksandra alessandro alexande alexander1 alexandria alexis amanda america anastasiya andrea andrew
  andrey android angela angelofwar angels angkor animal anthony apocalypse apollo apples apprenant april
  armageddon arsenal arthur asdasd asdfasdf asdfgh asdfghjk asdfghjkl asdfghjkl1 asdfghjkl123 ashley
  astalavista astonvilla august austin avril azerty azertyuiop azsxdcfvgb babygirl badboy badnaamhere
  bailey banana bandit banque barbara barney baseball basketball batman beatles beaver beavis benjamin
  bestfriend bienvenue bigboy bigdaddy bigdog birdie birmingham birthday21 birthday54 biteme blackberry
  bladerunner blazer blingbling bollocks bondarenko bonjour bonnie bonsoir booger boomer boston branch
  brandon brandy braveheart braves bronco broncos brooklyn bubbles buffalo bulldog buster california
  callofduty calvin camaro cambodge cambodia cameron canada captain carlos carmen carolina caroline
  carter cartman casablanca casper celtic chance changeme changezmoi charles charlie charlie123 cheese
  cheesecake chelsea cherry chester chesterfield chicago chicken chickenwing101 chocolate1 chouchou
  christin christophe christopher cinderella clubpenguin cnjvfnjkju cocacola coffee comicbookdb compaq
  compte computador computer connection contortionist cookie cooper copenhagen copper corvette
  counterstrike cowboy cowboys creative credit crediter cricket crystal ctdfcnjgjkm cvzefh1gkc
  cxfcnkbdfz cxfcnmttcnm cyberonline dakota dallas daniel danielle darkknight darkness darthvader
  dashadasha dbrnjhjdbx debbie december decembre default dennis depechemode desperados destiny
  deutschland devildriver devilmaycry devilmaycry4 dexter dhjnvytyjub diablo diamond digital dimanche
  dkflbvbhjdbx dkflbvbhjdyf doctor doggie dolphin dolphins donald donkey doudou dragon dragonball
  dragonballz dreams driver duranduran eagles eclipse edward efbcapa201 elephant elizabeth1 eminem
  enigma enterprise epargne evanescence evangelion example experience experienced explorer facebook
  falcon family fartripper february fender ferrari fevrier fgjrfkbgcbc finalfantasy firefighter fishing
  fkmnthyfnbdf fktrcfylhf fktrcfylhjdbx fktrcfylhjdyf florida flower fluffy flvbybcnhfnjh flyers
  football forever formateur formation france freddy freedom friday friend friends friendship friendster
  gabriel galatasaray gandalf garfield gateway gators gemini genesis genius george gfhjkm gfhjkmgfhjkm
  ghbdtn ghbdtndctv ghbdtnghbdtn ghbdtnrfrltkf ghjcnbnenrf ghjcnjgfhjkm ghjcnjghjcnj ghjcnjrdfibyj
  ghostrider giants gibson ginger girlfriend godzilla golden goldfinger golfer goober goodfellas gordon
  greedisgood guinness guitar gunner gy3yt2rgls hammer hannah hardcore harley harrypotter hawaii
  hd764nw5d7e1vb1 heather heaven helpme highlander hockey hondacivic hooters horses hotdog housewifes
  htubcnhfwbz hunter hurricanes iceman iddqdidkfa identifiant ilovemyself iloveyou independent
  information insertions intelligence international internet ironmaiden iseedeadpeople iwantu j3qq4h7h2v
  jacqueline jaguar jamesbond007 january janvier jasmine jasper jediknight jennifer jeremy jessica
  jessie jesuschrist jetaime jeudi johnny johnson jonathan jordan joseph joshua juillet junior justin
  justinbieber kamehameha khmer kimberly kitten klaster knight konstantin kristina lacrosse lakers
  lamborghini lasvegas lauren learner leavemealone ledzeppelin legend letmein letmeinnow lifehack
  lifeisgood lighthouse limpbizkit little liverpoo liverpool liverpool1 lockerroom london losangeles
  louise loulou lovely loveme lovers lundi m6cjy69u35 madagaskar maddog madison maggie magnum manager
  manchester march marcus mardi marina marine marlboro marseille martin marvin master masterbaiting
  masterbating mastermind matematika matrix matthew maurolarastefy maverick maximilian maximus maxwell
  melissa member mercedes mercredi merlin metallic metallica metallica1 mexico michael michigan mickey
  mickeymouse microfinance microfinances microphone midnight millennium miller minecraft mississippi
  mitsubishi monday moneymaker moneymoney monica monkey monmotdepasse monster montana montecarlo
  montgom240 morgan mostwanted motdepasse mother motherlode mountain muffin multimedia multiplelo murphy
  mustang nascar natasha nathan needforspeed nelson neveragain newyork nicholas nicole nikita nintendo
  nirvana nissan nothing nouveau november novembre nthvbyfnjh nuttertools oc247ngucz october octobre
  officer oliver online opensesame orange ordinateur packers pakistan pantera panther paradise paris
  parker parliament parolparol passbook password passwords pathfinder patrick peaches peanut pepper
  peternorth phantom phnompenh phoenix pimpin pittsburgh platinum player playstation please pokemon
  pokemon123 police poohbear pookie poopoo porsche porsche911 prettygirl primetime21 prince princess
  private professional psychnaut1 pumpkin purple q1q2q3q4q5 q1w2e3r4t5 q1w2e3r4t5y6 qawsedrftg qazwsx
  qazwsxedc qazwsxedc1 qazwsxedc123 qazwsxedcrfv qazwsxedcrfvtgb qazxsw qazxswedcvfr qpwoeiruty
  quant4307s quicksilver qwaszx qweasdzxc qweasdzxc1 qweasdzxc123 qweqwe qwerasdfzxcv qwertasdfg qwerty
  qwertyasdfgh qwertyu qwertyui qwertyuiop qwertyuiop123 qwertyytrewq rabbit rachel racing raiders
  rainbow ranger rangers realmadrid rebecca redskins redsox redwings revolution rfhfvtkmrf rfnfcnhjaf
  rhbcnbyjxrf richard rjirfrgbde rjycnfynby rkfdbfnehf roadrunner robert rocket ronaldinho rosebud
  runner sabrina sailormoon salamander salamandra samantha samedi samson samsung samuel sandra saturday
  saturn savings scandinavian school scooby scooter scorpio scorpion scotty secret secrets september
  septembre sergey sersolution shadow shannon sharon shelby shevchenko sierra silver skateboard skippy
  slayer slipknot slipknot666 smallville smokey snickers sniper snoopy snowball soccer sojdlg123aljg
  soleil solidsnake sonyericsson sophie soso123aljg spanky sparky spartan117 speedy spencer spider
  spiderman1 stalingrad stalker startrek starwars steelers stella steven strawberry stupid success
  summer summertime sunday sunderland sunshine superduper superman supernatural supersonic supervisor
  surfer sweetheart sydney syncmaster taylor techniques telegram television temporaire temporary tennis
  terminator testing testing123 testtest theman therock thomas thunder thunderbird thursday tiffany
  tigers tigger tinkerbell tokiohotel tomcat topgun toyota trainer training transformer transformers
  translator travis trinity trouble trustnoone tucker tuesday turtle unbelievable uncencored underground
  undertaker underworld united university utilisateur vampire vanessa vanyarespekt vendredi vflfufcrfh
  vfntvfnbrf vfvfvskfhfve victor victoria viking volkswagen volleyball voodoo voyager vqsablpzla
  vsjasnel12 vyjujnjxbt wachtwoord walter warrior washington watermelon websolutions wednesday welcome
  welcome123 wellington whatever whatsapp whosyourdaddy william williams willie willow wilson winchester
  winner winston winter wizard wonderland xavier yamaha yankee yankees ybrjkftdbx yellow yfnfitymrf
  yjdsqgfhjkm z1x2c3v4b5 zaq1xsw2cde3 zaratustra zcxfcnkbdf zxcasdqwe123 zxcvbn zxcvbnm zxcvbnm123
`
    .trim()
    .split(/\s+/),
);
