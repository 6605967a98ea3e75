/* Short, plain, friendly words, chosen from the French list of BIP 39 (MIT licence); no accents, so that every
 * phone can type them. */
export const PASSPHRASE_WORDS_FR = `
  abaisser abandon abeille aborder aboutir aboyer abreuver abriter absence absolu acajou accepter acclamer
  accolade accroche achat aciduler acier acompte acronyme acteur actif actuel adepte adjectif adjuger
  admettre admirer adopter adorer adoucir adresse adroit adulte adverbe affaire affecter affiche agencer
  agile agiter agrafer agrume aider aiguille ailier aimable aisance ajouter ajuster alchimie algue aliment
  alliage allouer allumer alourdir alpaga altesse amateur ambigu ambre amertume amidon amiral amorcer
  amour amovible amphibie ampleur amusant analyse anaphore anatomie ancien angle anguleux animal annexer
  annonce annuel anodin anomalie anonyme antenne antidote apaiser aplanir apologie appareil appeler
  apporter appuyer aquarium aqueduc arbitre arbuste ardeur ardoise arlequin armature armement armoire
  arpenter arracher arriver arroser article aspect asphalte aspirer assiette associer assurer astre astuce
  atelier atome atrium attentif attirer attraper aubaine auberge audace audible augurer aurore automne
  autruche avaler avancer avenir averse aviateur avion avoine avouer avril axial axiome badge bagage
  baguette baignade balancer balcon baleine balisage bancaire bandage banlieue banquier barbier baril
  baron barque barrage bassin bastion bateau batterie baudrier bavarder belette berceau berger berline
  bermuda besogne beurre biberon bicycle bijou bilan bilingue billard binaire biologie biotype biscuit
  bison bitume blanchir blond bloquer blouson bobine boire boiser bonbon bondir bonheur bonifier bonus
  bordure borne botte boucle bougie boulon bouquin bourse boussole boutique branche brave brebis breuvage
  bricoler brillant brioche brique brochure broder bronzer brousse buffle buisson bulletin bureau butiner
  buvable buvette cabanon cabine cachette cadeau cadre caillou caisson calculer calepin calibre calmer
  calvaire camarade camion campagne canal canon cantine canular capable caporal caprice capsule capter
  capuche carbone caresser carotte carreau carton cascade casier caution cavalier caviar ceinture cellule
  central cercle cerise cerner chaise chaleur chambre chance chapitre chasseur chaton chausson chavirer
  chemise chenille chercher cheval chien chiffre chiot chlorure chocolat choisir chose chouette chrome
  cigogne cimenter cintrer circuler cirer citerne citoyen citron civil clairon clameur claquer classe
  clavier client cligner climat clivage cloche clonage cobalt cocasse cocotier coder coffre cogner coiffer
  coincer colibri colline colonel commande compact concert conduire confier congeler connoter consonne
  contact convexe copain copie corail corbeau cordage corniche corpus correct cosmique costume coton
  courage couteau couvrir coyote cravate crayon creuser crevette cristal croire croquer crucial crypter
  cueillir cuisine cuivre culminer cultiver cumuler cupide curseur cycle cylindre daigner damier danseur
  dauphin demander demeurer dentelle descente dessiner destrier devancer devenir deviner devoir dialogue
  diamant digital digne dimanche diminuer diriger discuter disposer distance divertir docile docteur doigt
  domaine domicile donateur donjon donner dortoir dorure dossier dotation double douceur douter doyen
  dresser dribbler droiture duplexe durable durcir dynastie effacer effectif effigie effort effusion
  emballer embellir embryon emmener empereur employer emporter emprise encadrer enclave encoche endiguer
  endosser endroit enduire enfance enfermer engin englober enjamber enjeu enrichir enrobage enseigne
  entendre entier entourer enviable envoyer enzyme escalier espadon espoir esprit esquiver essayer essence
  essieu estime estrade euphorie exact exaucer exceller exclusif excuse exemple exercer exhaler exhorter
  exigence exister exotique explorer exposer exprimer exquis extensif extraire fabuleux facette facile
  facture fameux famille farfelu farine farouche fasciner faucon faveur favori fermer ferveur festival
  feuille feutre ficeler figure filature filetage filleul filmer filtrer financer finir fiole firme
  fissure fixer flairer flamme fleur flexion flocon flore fluctuer fluide fluvial folie fonderie fontaine
  forcer forgeron formuler fortune fossile fourmi fragile fraise franchir friction froid fromage frontal
  frotter fruit futur galaxie galerie gambader garantir gardien garnir garrigue gazelle gazon gendarme
  genou gentil germe gestuel geyser gibier gicler girafe givre glace glisser globe gloire glorieux golfeur
  gomme gonfler gorge gorille goupille gourmand goutte graduel graffiti graine grand gratuit gravir grenat
  griller grimper grotte groupe guide guitare gymnaste habitude halte hameau hangar hanneton haricot
  harmonie herbe hermine heureux hiberner hibou hilarant histoire hiver homard hommage honneur honorer
  horizon horloge houleux housse hublot humain humble humour hymne idylle iguane image immense immuable
  imposer imprimer incident incliner incolore indexer indice informer infusion innocent inscrire insecte
  insigne inspirer instinct intact intense intuitif invasion inventer inviter irradier ivoire jaguar
  jaillir jambe janvier jardin jaune javelot jetable jeton jeudi jeunesse joindre joncher jongler joueur
  journal jovial joyau joyeux jubiler jugement junior juriste justice kayak kimono kiosque label labial
  labourer lagune laine laisser laitier lambeau lamelle lampe lanceur langage lanterne lapin largeur
  laurier lavabo lavoir lecture lettre levier lexique liasse libre licence licorne ligue limer limite
  limonade lingot lionceau liquide lister littoral livreur logique lointain loisir loterie louer lourd
  loutre louve loyal lubie lucide lucratif lueur luisant lunaire lundi machine magasin magenta magique
  maillon maintien mairie maison majorer malaxer mallette mandater maniable manquant manteau manuel
  marathon marbre marchand mardi maritime marqueur marron marteler mascotte massif mauve maximal meilleur
  mener menhir mentor mercredi merle messager mesure meuble miauler microbe mignon migrer milieu million
  mimique mince minimal minorer minute miracle miroiter mixte mobile moderne moelleux mondial moniteur
  monnaie monotone monstre montagne monument morceau moteur motif mouche moufle moulin mousson mouton
  mouvant multiple muraille murmure muscle musicien myriade myrtille mythique nageur nappe narrer natation
  nation nature nautique navire nectar neige nerveux nettoyer neurone neutron neveu niche nickel niveau
  noble nocturne noisette nomade nombreux nommer normatif notable notifier notoire nourrir nouveau
  novateur novembre novice nuage nuancer nuptial nutritif objectif obliger observer obstacle obtenir
  occasion occuper octobre octroyer octupler odeur odorant officier offrir oiseau oisillon olivier ombrage
  omettre onctueux onduler opale opaque opinion opportun opter optique orageux orange orbite ordonner
  oreille organe ornement orque ortie osciller osmose otarie ourson outil ouvrage ovation ozone paisible
  palace palourde palper panache panda paniquer panneau panorama pantalon papaye papier papoter papyrus
  paradoxe parcelle parfumer parler parole parrain parsemer partager parure parvenir passion paternel
  patience patron pavillon pavoiser payer paysage peigne peintre pelage pelle pelouse peluche perforer
  permuter perplexe persil petit peuple pharaon phoque phrase physique piano pictural pierre pilote
  pinceau pipette pirogue piscine piston pivoter pixel pizza placard plafond plaisir planer plaque
  plastron plateau pliage plonger pluie plumage pochette pointe poirier poisson poivre polaire polygone
  pommade pompier ponctuel poney portique position posture potager poteau potion pouce poulain pourpre
  poussin pouvoir prairie pratique primitif prince priver prodige profond proie projeter prologue promener
  propre proverbe prudence pruneau public puceron puiser pulpe pupitre purifier puzzle pyramide question
  quitter quotient racine raconter radieux raideur raisin ralentir rallonge ramasser rapide rasage
  ratisser ravin rayonner recevoir recruter recycler refaire refrain refuge rejouer relatif relever relief
  remarque remise remonter remplir remuer renard renfort renifler renoncer rentrer renvoi replier reporter
  reprise reptile respect rester retenir retomber retracer revivre richesse rideau rigoler rincer riposter
  rituel rocheux romance rompre rondin roseau rosier rotatif rouge rouille rouleau routine royaume ruban
  rubis ruche ruelle ruisseau rustique rythme sabler sacoche safari sagesse saisir salade salon saluer
  samedi sardine saturer saumon sauter sauvage savant savonner scalpel sceptre science scinder score
  scrutin sculpter secouer seigneur semaine sembler semence sensible sentence serein sergent serrure
  service sextuple siffler sigle signal silence simple siphon sirop situer skier social socle soigneux
  soldat soleil solitude soluble sommeil somnoler sonde songeur sonnette sonore sortir sosie souffle
  soulever soupape source souvenir spacieux spatial spiral stable station stimulus stipuler strict
  studieux styliste sublime substrat subtil subvenir sucre suffixe suiveur sulfate superbe supplier
  surface suricate surmener surprise sursaut survie syllabe symbole syntaxe tablier tactile tailler talent
  talisman talonner tambour tamiser tangible tapis tarder tartine tasse tatami taupe taureau temporel
  tenaille tendre teneur tenir tension terminer terne texte thorax timide tirelire tiroir tissu titre
  toboggan tomate tonique tonneau toponyme torche tordre tornade torrent tortue totem toucher tournage
  traction trafic train travail tremper treuil triage tribunal tricoter trilogie triomphe tripler triturer
  trivial trombone tronc tropical tuile tulipe tunnel turbine tuteur tutoyer tuyau tympan typique ultime
  ultrason unanime unifier union unique unitaire univers urbain usage usine usuel utile utopie vagabond
  vague vaillant vaincre vaisseau valable valise vallon valve vanille vapeur varier vassal vaste vedette
  veinard vendredi ventouse verdure vernir verrou verser vertu veston viaduc viande victoire vidange
  vignette vigueur village vinaigre violon virement virtuose visage viseur vision visuel vital vitesse
  viticole vitrine vivace vivipare vocation voguer voile voisin voiture volaille volcan voltiger volume
  voter vouloir voyage voyelle wagon yacht zeste zoologie
`
  .trim()
  .split(/\s+/);
