/* Short, plain, friendly words, chosen from the English list of BIP 39 (MIT licence); no accents, so that every
 * phone can type them. */
export const PASSPHRASE_WORDS_EN = `
  able about above absent absorb access acid across action actor actual adapt adjust admit adult advice
  affair afford again agent agree ahead aisle alarm album alert alley allow almost alone alpha also alter
  always among amount amused anchor angle animal ankle annual answer apart appear apple april arch arctic
  area arena around arrive arrow artist aspect asset assist assume asthma atom attend audit august aunt
  author auto autumn avoid awake aware away axis baby badge ball bamboo banana banner barely barrel base
  basic basket beach bean beauty become beef before begin behave behind below belt bench best better
  beyond bike bird birth bless blouse blue blur blush board boat body boil bonus book boost border boring
  borrow boss bottom bounce brain brand brass brave bread breeze brick bridge brief bright bring brisk
  broken bronze broom brush bubble buddy budget build bulb bulk bundle bunker busy butter buyer buzz cabin
  cable cactus cake call calm camera camp canal cancel candy cannon canoe canvas canyon carbon card cargo
  carpet carry cart case cash castle casual catch cattle caught cause cave celery cement census cereal
  chair chalk change charge chase chat check cheese chef cherry chest chief child choice choose chunk
  churn circle city civil claim clap claw clay clean clerk clever click client cliff climb clinic clip
  clock clog close cloth cloud clown club clump clutch coach coast code coffee coil coin color column come
  comic common cook cool copper copy coral core corn cost cotton couch couple course cousin cover coyote
  cradle craft crane crater crawl cream credit creek crew critic crop cross crouch crowd cruise crunch
  cube curve custom cute cycle damp dance daring dash dawn deal debate decade decide deer define defy
  degree delay demand demise denial depart depend depth deputy derive desert design desk detail detect
  device devote dial diary dice diesel diet differ dinner direct dish divert divide doctor doll domain
  donate donkey donor door dose double dove draft dragon drama draw dream dress drift drill drink drip
  drive drop drum duck dune during eager eagle early earn earth easily east easy echo edge edit effort
  eight either elbow elder elite else embark embody emerge employ empty enable enact energy engage engine
  enjoy enlist enough enrich enroll ensure enter entire entry equal equip erase erode error escape essay
  estate ethics evoke evolve exact excess excite excuse exist exit exotic expand expect expose extend
  extra fabric face faith fall fame family famous fancy farm father feed feel fence fetch fiber field
  figure file film filter final find fine finger finish fire firm first fish flag flame flash flat flavor
  flight flip float flock floor flower fluid foam focus foil fold follow food foot forest forget fork
  forum foster found frame fresh friend fringe frog front frost frown frozen fruit fuel funny future
  gadget gain galaxy game garage garden garlic gate gather gauge gaze genius genre gentle giant gift
  giggle ginger give glad glance glare glass glide globe gloom glory glove glow glue goat gold good goose
  gospel govern gown grab grace grain grant grape grass great green grid group grow grunt guard guess
  guide guitar habit hair half hammer hand happy harbor hard have hawk hazard head health heart heavy
  height hello helmet help hero hidden high hill hint hire hobby hockey hold hole hollow home honey hood
  hope horn horror horse host hotel hour hover huge human humble humor hungry hurry hybrid icon idea
  ignore image impact impose inch income index indoor infant inform inhale inject injury inner input
  insect inside intact into invest invite iron island issue item ivory jacket jaguar jazz jeans jelly
  jewel join joke judge juice jump junior just keen keep kick kind kite kitten kiwi knee knock know label
  labor ladder lake lamp laptop large later latin laugh lava lawn layer leader leaf learn leave left legal
  legend lemon lend length lens lesson letter level life lift light like limit link lion liquid list
  little live load local lock logic long loop loud lounge loyal lucky lumber lunar lunch luxury lyrics
  magic magnet mail main major make mammal manage mango manual maple marble march margin marine market
  mass master match math matrix matter maze meadow mean meat medal media melody melt member memory menu
  merge merit merry mesh metal method middle milk mimic mind minor minute mirror miss mixed mobile model
  modify moment monkey month moon moral more mother motion motor mouse move movie much muffin mule museum
  music must mutual myself myth name napkin narrow nation nature near neck need nephew nest never news
  next nice night noble noodle normal north nose note notice novel number nurse object oblige obtain occur
  ocean offer office often olive omit once onion online only open opera oppose option orange orbit order
  organ orient other outer output oval oven over owner oxygen oyster ozone paddle page pair palace palm
  panda panel paper parade parent park parrot party pass patch path patrol pause pave peace pear pencil
  people pepper permit person phone photo phrase piano picnic piece pigeon pilot pink pipe pizza place
  planet plate play please pledge pluck plug plunge poem poet point polar pole pond pony pool post potato
  powder power praise prefer pretty price pride print prize profit proof proud public pull pulp pulse
  pupil puppy purity purse push puzzle quick quit quiz quote rabbit rack radar radio rail rain raise rally
  ramp ranch random range rapid rare rate rather raven razor ready real reason recall recipe record reduce
  reform refuse region regret relax relief rely remain remind remove render renew rent reopen repair
  repeat report rescue resist result retire return reveal review reward rhythm ribbon rice rich ride ridge
  rifle right rigid ring ripple ritual river road roast robot robust rocket roof rookie room rose rotate
  rough round route royal rubber rule runway rural saddle safe sail salad salmon salon salt salute same
  sample sand sauce save scale scan scene scheme school scout scrap screen script scrub search season seat
  second secret seed seek select sell senior sense series settle setup seven shadow shaft share shell
  shield shift shine shiver shoe shop short shrimp shrug side sight sign silent silk silly silver simple
  since sing siren size skate sketch skill skirt slam sleep slice slide slight slot slow small smart smile
  smooth snap snow soap soccer social soda soft solar solid solve song soon sort soul sound soup source
  south space spare spawn speak speed spell spend sphere spice spin spirit split spoon sport spot spray
  spread spring square stable staff stage stairs stamp stand start state stay steak steel stem step stereo
  stick still stock stone stool story stove street strike strong style submit subway such sudden sugar
  suit summer sunny sunset super supply sure survey swamp swap sweet swift swim swing switch symbol syrup
  system table tackle talent talk tape target task taste taxi teach team tell tenant tennis tent term test
  text thank that theme then theory there they thing this three thrive throw ticket tide tiger tilt timber
  time tiny tired tissue title toast today token tomato tone tongue tool tooth topic topple total toward
  tower town track trade train travel tray treat tree trend trial trim trip trophy truck true truly trust
  truth tube tumble tuna tunnel turkey turn turtle twelve twenty twice twin type uncle under undo unfold
  unique unit unlock until unveil update uphold upon upper urban urge usage used useful usual vacant
  vacuum valid valley valve vapor vast vault velvet vendor venue verify very vessel viable video view
  violin visa visit visual vital vivid vocal voice volume vote voyage wage wagon wait walk wall walnut
  want warm wash waste water wave wealth wear west what wheat wheel when where wide width wild will window
  wing wink winner winter wire wisdom wise wish wonder wood wool word work world worth wrap wrist write
  yard year yellow young youth zebra zero zone
`
  .trim()
  .split(/\s+/);
