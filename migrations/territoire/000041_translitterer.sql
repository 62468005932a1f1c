-- Letters of other alphabets, and those of Latin that are no letter with an accent, in capitals without accents: one form for matching,
-- searching and sorting. What any-ascii 0.3.3 says of each (lecture/forme-comparable.ts does the same, a test compares them sign by sign);
-- signs of Chinese, Japanese and Korean writing stay as they are. Only called where a text isn't plain.
create function translitterer(texte text) returns text
language plpgsql immutable strict parallel safe
as $$
declare
  lu text := regexp_replace(normalize(texte, NFKD), '[\u0300-\u036f]', '', 'g');
begin
  if lu !~ '[^\x01-\x7f]' then return lu; end if;
  lu := translate(lu,
  'ÐØðøĐđĦħıĸŁłŦŧƀƁƂƃƄƅƆƇƈƉƊƋƌƍƎƏƐƑƒƓƔƖƗƘƙƚƛƜƝƞƟƤƥƦƧƨƫƬƭƮƱƲƳƴƵƶƼƽƿǀǁǃǝǤǥǷȜȝȠȡȤȥȴȵȶȷȺȻȼȽȾȿɀɃɄɅɆɇɈɉɊɋɌɍɎɏɐɑɒɓɔɕɖɗɘəɛɜɞɟɠɡɢɣɤɥɦɧɨɩɪɫ'
  'ɬɭɯɰɱɲɳɴɵɷɸɹɺɻɼɽɾɿʀʁʂʄʅʇʈʉʊʋʌʍʎʏʐʑʖʗʙʛʜʝʞʟʠʮʯͰͱͲͳͶͷͻͼͽͿΑΒΓΔΕΖΗΙΚΛΜΝΞΟΠΡΣΤΥΦΩαβγδεζηικλμνξοπρςστυφωϘϙϜϝϞϟϠϡϤϥϦϧϨϩϪϫϬϭϳϺϻϼϽϾϿІЈЋ'
  'АБВГДЕЗИКЛМНОПРСТУФЫЭабвгдезиклмнопрстуфыэіјћѠѡѢѣѦѧѪѫѲѳѴѵѸѹѺѻѼѽҀҁҐґҖҗҘҙҚқҜҝҞҟҠҡҨҩҪҫҮүҰұҲҳҶҷҸҹҺһӀӃӄӏӘәӨөӼӽӾӿԀԁԐԑԒԓԘԙԚԛԜԝԞԟԠԡԢԣԮ'
  'ԯԱԲԳԴԵԶԷԸԹԻԼԿՀՄՅՆՈՊՋՍՎՏՐՒՓՔՕՖՠաբգդեզէըթիլկհմյնոպջսվտրւփքօֆֈְֱֲֳִֵֶַָׇֹֺֻׁבגדהוזחטילםמןנסףפקרשתװؖؠبةتجحدرزسصضطػؼؽؾؿفقكلمنهوىيَُ'
  'ِٖٜٟٓ٘ٙٚٛٝٞ٠١٢٣٤٥٦٧٨٩ٮٯٰٲٳٴٹٻټٽپڃڄڈډڊڏڐڑڒړڔڕڗڙڛڡڢڣڤڥڧڨکڪګڬگڱڲڳڴڵڶڷڸڹںڻڼھڿہۃۄۅۆۇۈۉۊۋیێۏېےەۮۯ۰۱۲۳۴۵۶۷۸۹ۺۻۼۿܒܓܔܕܖܗܘܙܚܛܜܝܟܠܡܢܣܤܦܧܨ'
  'ܩܪܬܱܴܷܸܹܻܼܾ݂݆ܰܲܳܵܶܺܽܿ݅ݐݑݒݓݕݖݘݚݛݜݟݠݡݢݣݤݥݧݨݩݫݬݭݮݯݰݱݲݳݵݷݸݺݽݾݿހނރބކވމފލގސޑޒޓޔޕޖޙޜޞޟޠޡޤޥަިުެޮޱ߀߁߂߃߄߅߆߇߈߉ߊߋߌߍߎߏߐߒߓߔߕߖߗߘߙߛߝߞߟߠߡߣߤߥߦߨߩ'
  'ߪ߲ࠁࠂࠃࠄࠅࠆࠇࠈࠉࠊࠋࠌࠍࠎࠐࠑࠒࠓࠕࠚࠛࠜࠝࠞࠟࠠࠡࠢࠣࠤࠥࠦࠧࠨࠩࠪࠫࡀࡁࡂࡃࡄࡅࡆࡇࡈࡉࡊࡋࡌࡍࡎࡐࡑࡒࡓࡕࡖࡠࡡࡢࡣࡤࡥࡧࡨࡩࡪࢄࢅࢆࢊࢍࢗ࢞࢟ࢠࢡࢢࢣࢨࢪࢫࢬࢱࢲࢳࢴࢵࢻࢼࢽࣅࣆࣇࣰࣱࣲࣣࣦࣶࣹࣺࣤࣳࣴࣵࣷࣸࣽࣾऀँंःऄअआइईउऊऋऌ'
  'ऍऎएऑऒओकगङचजञटडणतदनपबमयरलळवशषसहऺऻािीुूृॄॅॆेॉॊोॎॏॕॖॗॠॡॢॣ०१२३४५६७८९ॲॳॴॵॶॷॸॺॻॼॾॿঁংঃঅআইঈউঊঋঌএওকগঙচজঞটডণতদনপবমযরলশষসহািীুূৃৄেৎৗৠৡৢৣ০'
  '১২৩৪৫৬৭৮৯ৰৱ৴৵৶৷৸ৼਁਂਃਅਆਇਈਉਊਏਓਕਗਙਚਜਞਟਡਣਤਦਨਪਬਮਯਰਲਵਸਹਾਿੀੁੂੇੋੜ੦੧੨੩੪੫੬੭੮੯ੰੵઁંઃઅઆઇઈઉઊઋઌઍએઑઓકગઙચજઞટડણતદનપબમયરલળવશષસહાિીુૂૃૄૅેૉોૠૡૢૣ૦૧૨'
  '૩૪૫૬૭૮૯ଁଂଃଅଆଇଈଉଊଋଌଏଓକଗଙଚଜଞଟଡଣତଦନପବମଯରଲଳଵଶଷସହାିୀୁୂୃୄୈୗୟୠୡୢୣ୦୧୨୩୪୫୬୭୮୯ୱ୲୳୴୵୶୷ஂஃஅஆஇஈஉஊஎஏஒஓகஙசஜஞடணதநனபமயரறலளழவஶஷஸஹாிீுூெேௗ௦௧௨௩௪௫௬'
  '௭௮௯ఀఁంఃఄఅఆఇఈఉఊఋఌఎఏఒఓకగఙచజఞటడణతదనపబమయరఱలళఴవశషసహాిీుూృౄెేొోౖౘౙౚౝౠౡౢౣ౦౧౨౩౪౫౬౭౮౯౸౹౺౻౼౽౾ಀಁಂಃಅಆಇಈಉಊಋಌಎಏಒಓಕಗಙಚಜಞಟಡಣತದನಪಬಮಯರಱಲಳವಶಷಸಹಾಿ'
  'ುೂೃೄೈೝೞೠೡೢೣ೦೧೨೩೪೫೬೭೮೯ೱೲೳഀഁംഃഄഅആഇഈഉഊഋഌഎഏഒഓകഗങചജഞടഡണതദനഩപബമയരറലളഴവശഷസഹഺാിീുൂൃൄെേൎൔൕൖൗ൘൙ൟൠൡൢൣ൦൧൨൩൪൫൬൭൮൯ൺൻർൽൾൿඁංඃඅආඉඊඋඌඍඎඏඐඑඒඔඕකග'
  'ඞචජඤටඩණතදනපබමයරලවශෂසහළෆාිීුූෘෞ෦෧෨෩෪෫෬෭෮෯ෲෳกซญฎฏณดตนบปฝฟมยรลวศษสหฬอฮะัาิีุูเโํ๐๑๒๓๔๕๖๗๘๙ກຊຎຏຑຓດຕນບປຝຟມຢຣລວຨຩສຫຬຮະັາິີຶືົຼຽເແໂໍ'
  '໐໑໒໓໔໕໖໗໘໙ໞ༠༡༢༣༤༥༦༧༨༩༪༫༬༭༮༯༰༱༲༳ཀགཅཇཊཌཎཏདནཔབམཝཟཡརལཥསཧཪཫཬིེོུཾཿྀྂྃྈྉྌྍྎྏྐྒྕྗྚྜྞྟྡྣྤྦྨྭྯྱྲླྵྶྷྺྻྼကဂငစဇဉဋဍဏတဒနပဗမယရလဝသဟဠဣဤဥဧဨဩဪါာိ'
  'ီုူေဳဵံျြွှ၀၁၂၃၄၅၆၇၈၉ၐၑၒၓၔၕၖၗၘၙၚၜၝၞၟၠၢၥၧၨၮၱၲၳၴၵၷၸၹၺၻၼၾၿႀႁႂႃႄႅႎ႐႑႒႓႔႕႖႗႘႙ႜႠႡႢႣႤႥႦႧႨႩႪႫႬႭႮႰႱႲႳႴႵႷႿჀჁჂჃჄჅჇაბგდევზთიკლმნოპრსტუფქყჯ'
  'ჰჱჲჳჴჵჶჷჹჿህልሕምሥርስቅቕብቭትኅንአኡኢኣኤኦክኽውዐዑዒዓዔዖዝይድዽጅግጥጵፍፕ፩፪፫፬፭፮፯፰፱ᎠᎡᎢᎣᎤᎥᏍᐁᐃᐅᐈᐉᐊᐝᐟᐠᐢᐣᐤᐦᐧᐨᐩᐪᐫᐬᐭᐮᑉᑊᑋᑦᒃᒡᒢᒻᒼᒾᒿᓐᓪᓫᓬᔅᔆᔈᔾᔿᕀᕐᕑᕒᕝᕻᕼᖅᖯᖰᖱᖲᖳᗮᘁᙆᙇᙿᚁᚂ'
  'ᚃᚄᚅᚆᚇᚈᚉᚊᚋᚌᚎᚏᚐᚑᚒᚓᚔᚚᚠᚡᚢᚣᚤᚥᚨᚩᚪᚬᚭᚮᚯᚰᚱᚲᚳᚴᚵᚷᚸᚹᚺᚻᚼᚽᚾᚿᛀᛁᛂᛃᛄᛅᛆᛇᛈᛉᛊᛋᛌᛍᛎᛏᛐᛑᛒᛓᛔᛕᛖᛗᛘᛙᛚᛛᛞᛟᛢᛣᛤᛦᛧᛨᛩᛪᛱᛴᛵᛶᛷᜀᜁᜂᜃᜄᜆᜇᜈᜉᜊᜋᜌᜍᜎᜏᜐᜑᜒᜓᜟᜠᜡᜢᜣᜤᜦᜧᜨᜩᜪᜫᜬᜭᜮᜯᜰᜱ'
  'ᜲᜳᝀᝁᝂᝃᝄᝆᝇᝈᝉᝊᝋᝌᝍᝎᝏᝐᝑᝒᝓᝠᝡᝢᝣᝤᝦᝧᝨᝩᝪᝫᝬᝮᝯᝰᝲᝳកគដឌណតទនបពមយរលវឝឞសហឡឤឥឧឨាិុេ់៌័០១២៣៤៥៦៧៨៩៰៱៲៳៴៵៶៷៸៹᠐᠑᠒᠓᠔᠕᠖᠗᠘᠙ᠠᠡᠢᠣᠤᠥᠦᠧᠨᠪᠫᠬᠭᠮᠯᠰᠱᠲᠳᠴᠵᠶᠷᠸᠹᠺᠻ'
  'ᠼᠽᠾᠿᡄᡅᡆᡇᡈᡉᡋᡌᡍᡎᡏᡐᡑᡒᡓᡔᡕᡖᡗᡘᡙᡚᡜᡝᡞᡟᡠᡡᡣᡤᡥᡦᡧᡨᡩᡪᡫᡬᡭᡮᡯᡰᡳᡴᡵᡶᡸᢀᢁᢂᢃᢄᢅᢆᢇᢈᢉᢌᢎᢏᢐᢑᢒᢔᢖᢘᢞᢠᢢᢣᢥᢦᢧᣔᣕᣖᣗᣘᣙᣚᣜᣝᣞᣳᣴᣵᤁᤃᤅᤆᤈᤊᤋᤍᤏᤐᤒᤔᤕᤖᤗᤘᤙᤚᤛᤜᤠᤡᤢᤣᤥᤧᤨᤩᤪᤫᤰᤱᤲᤳᤴᤵ'
  'ᤶᤷᤸ᤹᥆᥇᥈᥉᥊᥋᥌᥍᥎᥏ᥐᥑᥓᥔᥕᥖᥗᥘᥙᥚᥛᥜᥝᥠᥡᥢᥤᥥᥧᥨᦂᦃᦅᦆᦈᦉᦊᦋᦌᦍᦎᦏᦐᦑᦒᦓᦔᦕᦖᦗᦘᦙᦚᦛᦜᦝᦞᦟᦠᦣᦲᦳᦴᦵᦷᧁᧃᧄᧅᧆᧇ᧐᧑᧒᧓᧔᧕᧖᧗᧘᧙᧚ᨀᨁᨄᨅᨆᨈᨉᨊᨌᨍᨐᨑᨒᨓᨔᨖᨘᨗᨙᨚᨛᨠᨣᨨᨪᨫᨭᨯᨱᨲᨴᨶᨷᨸᨺᨻᨼᨾᩀᩁ'
  'ᩃᩅᩆᩇᩈᩉᩊᩌᩍᩎᩏᩐᩑᩒᩕᩖᩚᩜᩝᩞᩡᩢᩣᩤᩥᩦᩩᩪᩫᩬᩮᩰᩳᩴ᪀᪁᪂᪃᪄᪅᪆᪇᪈᪉᪐᪑᪒᪓᪔᪕᪖᪗᪘᪙ᪿᫀᫌᫍᫎᬀᬃᬄᬅᬇᬉᬏᬑᬓᬕᬘᬚᬝᬟᬡᬢᬤᬦᬧᬩᬫᬬᬭᬮᬯᬰᬱᬲᬳᬵᬶᬷᬸᬹᬾᭂᭅᭆᭈᭉᭊ᭐᭑᭒᭓᭔᭕᭖᭗᭘᭙ᮁᮂᮃᮄᮅᮆᮇᮈᮊᮋᮌᮎᮏᮐᮒᮓ'
  'ᮔᮕᮖᮗᮘᮙᮚᮛᮜᮝᮞᮟᮠᮡᮢᮣᮤᮥᮦᮧᮨᮬᮭ᮰᮱᮲᮳᮴᮵᮶᮷᮸᮹ᮾᮿᯂᯃᯄᯅᯆᯇᯈᯉᯊᯋᯌᯍᯎᯏᯐᯑᯒᯓᯔᯕᯖᯗᯘᯙᯚᯛᯜᯞᯟᯡᯤᯥᯧᯨᯩᯪᯫᯬᯭᯮᯯᯱᰀᰃᰆᰈᰊᰌᰍᰎᰑᰓᰕᰙᰚᰛᰜᰝᰟᰠᰢᰤᰥᰦᰧᰨᰩᰪᰫᰬᰭᰮᰯᰰᰱᰲᰳ᱀᱁᱂᱃᱄᱅᱆᱇᱈᱉ᱍᱏ᱐᱑'
  '᱒᱓᱔᱕᱖᱗᱘᱙ᱚᱛᱜᱝᱞᱟᱠᱡᱢᱣᱤᱥᱦᱧᱨᱩᱪᱫᱬᱭᱮᱯᱰᱱᱲᱳᱴᱵᱶᱷᱸᱺᲀᲁᲂᲃᲄᲅᲇᲈᲐᲑᲒᲓᲔᲕᲖᲗᲘᲙᲚᲛᲜᲝᲞᲠᲡᲢᲣᲤᲥᲧᲯᲰᲱᲲᲳᲴᲵᲶᲷᲹᲿ᳢᳣᳤᳥᳦᳧᳨ᳩᳪᳫᳬ᳭ᳮᳯᳰᳱᳲᳳᳵᳶᴀᴃᴄᴅᴆᴇᴈᴉᴊᴋᴌᴍᴎᴏᴐᴑᴒᴓᴖᴗᴘᴙᴚᴛᴜ'
  'ᴝᴞᴟᴠᴡᴢᴦᴧᴨᴩᴫᴯᴻᵎᵬᵭᵮᵯᵰᵱᵲᵳᵴᵵᵶᵷᵹᵻᵼᵽᵾᵿᶀᶁᶂᶃᶄᶅᶆᶇᶈᶉᶊᶌᶍᶎᶏᶐᶑᶒᶓᶔᶕᶖᶗᶙ᷊ᷓᷗᷘᷙᷚᷛᷜᷝᷞᷟᷠᷡᷢᷣᷤᷥᷦᷧᷨᷩᷪᷫᷬᷭᷮᷰᷱᷲᷳᷴẜẝẟỼỽỾỿℲⅎↃↄↅↆ⓵⓶⓷⓸⓹⓺⓻⓼⓽⓿❶❷❸❹❺❻❼❽❾➀➁➂➃➄➅➆'
  '➇➈➊➋➌➍➎➏➐➑➒ⰀⰁⰂⰃⰄⰅⰈⰉⰊⰋⰌⰍⰎⰏⰐⰑⰒⰓⰔⰕⰖⰗⰘⰙⰚⰜⰟⰠⰡⰢⰤⰥⰨⰫⰬⰭⰮⰰⰱⰲⰳⰴⰵⰸⰹⰺⰻⰼⰽⰾⰿⱀⱁⱂⱃⱄⱅⱆⱇⱈⱉⱊⱌⱏⱐⱑⱒⱔⱕⱘⱛⱜⱝⱞⱠⱡⱢⱣⱤⱥⱦⱧⱨⱩⱪⱫⱬⱭⱮⱯⱰⱱⱲⱳⱴⱵⱶⱷⱸⱹⱺⱻⱾⱿⲀⲁⲂⲃⲄⲅⲆⲇⲈⲉⲊ'
  'ⲋⲌⲍⲎⲏⲒⲓⲔⲕⲖⲗⲘⲙⲚⲛⲞⲟⲠⲡⲢⲣⲤⲥⲦⲧⲨⲩⲰⲱⲶⲷⲸⲹⲺⲻⲼⲽⲾⲿⳈⳉⳊⳋⳌⳍⳎⳏⳐⳑⳒⳓⳔⳕⳖⳗⳚⳛⳜⳝⳢⳣⳭⳮ⳯Ⳳⳳ⳽ⴀⴁⴂⴃⴄⴅⴆⴇⴈⴉⴊⴋⴌⴍⴎⴐⴑⴒⴓⴔⴕⴗⴟⴠⴡⴢⴣⴤⴥⴧⴰⴱⴲⴳⴴⴷⴸⴹⴺⴻⴼⴽⴾⴿⵀⵁⵂⵃⵅⵆⵇⵈⵉⵊⵋⵌⵍⵎⵏ'
  'ⵒⵓⵔⵕⵙⵚⵛⵜⵝⵟⵠⵡⵢⵣⵤⵥⵦⵧⷠⷡⷢⷣⷥⷦⷧⷨⷩⷪⷫⷬⷭⷮⷴⷶⷷⷹⷺⷽⷾ〇〡〢〣〤〥〦〧〨〩ꓑꓒꓔꓕꓗꓘꓝꓞꓟꓠꓡꓢꓣꓦꓧꓨꓩꓪꓬꓭꓮꓲꓳꓴꓵꓶꓷꓸꓹꓻꓼꓽꔀꔁꔤꔥꕉꕊꕱꕲꖕꖖꖺꖻꗡꗢꘌ꘠꘡꘢꘣꘤꘥꘦꘧꘨꘩ꙀꙁꙆꙇꙊꙋꙌꙍꙐꙑꙘꙙꙚꙛꙨꙩꙮꙵꙶꙷ'
  'ꙹꙻꚊꚋꚚꚛꚞꚠꚢꚤꚧꚩꚳꛦꛧꛨꛩꛪꛫꛬꛭꛮꛯꜦꜧꜪꜫꜬꜭꜮꜯꜰꜱꜾꜿꝀꝁꝂꝃꝄꝅꝆꝇꝈꝉꝊꝋꝌꝍꝐꝑꝒꝓꝔꝕꝖꝗꝘꝙꝚꝛꝜꝝꝞꝟꝢꝣꝨꝩꝬꝭꝱꝲꝳꝴꝵꝶꝷꝸꝹꝺꝻꝼꝽꞂꞃꞄꞅꞆꞇꞍꞎꞐꞑꞒꞓꞔꞕꞖꞗꞘꞙꞠꞡꞢꞣꞤꞥꞦꞧꞨꞩꞪꞫꞬꞭꞮꞯꞰꞱꞲꞳꞴꞵꞶꞷ'
  'ꞸꞹꞺꞻꞼꞽꞾꞿꟀꟁꟂꟃꟄꟅꟆꟇꟈꟉꟊꟋꟌꟍꟐꟑꟖꟗꟘꟙꟚꟛꟜꟵꟶꟷꟺꟻꟼꟽꟾꟿꠀꠁꠂꠃꠄꠅꠇꠉꠌꠎꠐꠒꠔꠖꠘꠙꠛꠝꠞꠟꠠꠡꠢꠣꠤꠥꠦꠧ꠰꠱꠲꠳꠴꠵ꡀꡂꡄꡆꡈꡊꡋꡌꡎꡏꡓꡕꡗꡘꡙꡛꡜꡞꡟꡠꡡꡢꡣꡤꡧꡨꡭꡯꡰꡱꡲꢀꢁꢂꢃꢄꢅꢆꢇꢈꢉꢊꢋꢌꢍꢏꢐꢒꢔꢖꢗꢙ'
  'ꢛꢜꢞꢠꢡꢣꢥꢦꢨꢪꢫꢬꢭꢮꢯꢰꢱꢲꢳꢴꢵꢶꢷꢸꢹꢺꢻꢼꢽꢾꢿꣁꣂꣅ꣐꣑꣒꣓꣔꣕꣖꣗꣘꣙꣠꣡꣢꣣꣤꣥꣦꣧꣨꣩꣪꣫꣬꣭꣮꣯꣰ꣲꣳꣷꣾꣿ꤀꤁꤂꤃꤄꤅꤆꤇꤈꤉ꤊꤌꤎꤐꤒꤔꤕꤗꤘꤙꤚꤛꤜꤝꤟꤠꤡꤢꤤꤥꤨꤩꤰꤱꤳꤴꤵꤶꤷꤸꤹꤺꤼꤽꤾꤿꥀꥁꥇꥈꥉꥋꥐꥑꥒꦀꦂꦃꦄꦅ'
  'ꦆꦇꦈꦌꦎꦏꦐꦒꦕꦗꦛꦝꦟꦠꦢꦤꦥꦧꦩꦪꦫꦬꦭꦮꦯꦰꦱꦲꦴꦵꦶꦷꦸꦹꦺꦼꦾꦿ꧐꧑꧒꧓꧔꧕꧖꧗꧘꧙ꧣꧧꧨꧩꧫꧭꧯ꧰꧱꧲꧳꧴꧵꧶꧷꧸꧹ꧺꧻꧽꨀꨁꨂꨃꨅꨆꨈꨌꨎꨓꨕꨗꨘꨚꨝꨟꨠꨢꨣꨤꨥꨦꨧꨨꨩꨪꨫꨭꨮꨯꨲꨳꨴꨵꨶꩀꩁꩄꩅꩆꩇꩈꩉꩊꩋꩌꩍ꩐꩑꩒꩓꩔꩕꩖꩗꩘꩙ꩠ'
  'ꩡꩣꩥꩦꩨꩫꩬꩭꩮꩯꩱꩲꩳꩵꩺꪀꪁꪄꪅꪆꪇꪎꪏꪒꪓꪔꪕꪘꪙꪚꪛꪜꪝꪠꪡꪢꪣꪤꪥꪦꪧꪨꪩꪪꪫꪬꪭꪴꪰꪲꪶꫠꫡꫣꫤꫦꫨꫩꫪꫫꫬꫵꬭꬰꬲꬳꬴꬵꬶꬷꬸꬹꬺꬻꬽꬾꬿꭅꭆꭇꭉꭋꭌꭎꭏꭒꭓꭔꭕꭖꭗꭘꭙꭚꭤꭥꭨꭰꭱꭲꭳꭴꭵꮝꯀꯁꯂꯃꯄꯅꯆꯇꯉꯋꯌꯍꯎꯏꯑꯒꯔꯕꯖꯗꯛꯜ'
  'ꯝꯞꯟꯠꯡꯢꯣꯤꯥꯦꯨꯪ꯰꯱꯲꯳꯴꯵꯶꯷꯸꯹ƸƹɁɂʔʕʡʢʭϏϗЪЬъь҃҄҅҆҇ҌҍԦԧּֽֿׂ֑֖֛֢֣֤֥֦֧֪ׅ֚֭֮֒֓֔֕֗֘֙֜֝֞֟֠֡֨֩֫֬֯ׄאעؘؙؚؐؑؒؓؔؕؗءاعًٌٍّْٕٔٗٱۣ۪ۭۖۗۘۙۚۛۜ۟۠ۡۢۤۧۨ۫۬'
  'ܐܑܥ݄݈݀݁݃݇݉݊އޢްߑ߽߫߬߭߮߯߰߱߳ࠀࠏࠖࠗ࠘࠙ࠬ࠭ࡏࡘ࡙࡚࡛ࡰࡱࡲࡳࡴࡵࡶࡷࡸࡹࡺࡻࡼࡽࡾࡿࢀࢁࢂࢃࢇࢎ࢏࢙࢚࢛࢘࢜࢝ࢭ़࣏࣐࣑࣒࣓࣭࣮࣯࣊࣋࣌࣍࣎ࣔࣕࣖࣗࣘࣙࣚࣛࣜࣝࣞࣟ࣠࣡࣪࣫࣬ࣿऽ्॒॑॓॔ॽঀ়ঽ্৹਼੍৾ੑੱੲੳੴ઼ઽ્ૺૻૼ૽'
  '૾૿଼ଽ୍୕఼்ఽ్ౕ౜಼ಽ್ೕ೜഻഼ഽ്්ฯฺๅ็่้๊๋์๎ອຯ຺່້໊໋໌໎༹༘༙༵༷༾༿འཨ྄ཱ྆྇ྊྋྰྸ࿆အဢ့း္်ၣၤၩၪၫၬၭႇႈႉႊႋႌႍႏႚႛჸჺჾእዕ፝፞፟ᐞᐥᕯ᜔᜕᜴អឣ឴឵៉៊៍៎៏៑្៓ៜ៝᠋᠌᠍᠏ᢗᢩᣟᤀ᤻᤺ᥟᥰᥱᥲᥳᥴ'
  'ᦀᦁᦰᧈᧉᨕᩋ᩠᩿᪵᪶᪷᪸᪹᪺᪽᩵᩶᩷᩸᩹᩺᩻᩼᪰᪱᪲᪳᪴᪻᪼᪾᫃᫄᫊᫁᫂᫅᫆᫇᫈᫉᫋᫏᫐᫑᫒᫓᫔᫕᫖᫗᫘᫙᫚᫛᫜᫝᫠᫡᫢᫣᫤᫥᫦᫧᫨᫩᫪᫫᬴᭄᮪᮫᭬᭫᭭᭮᭯᭰᭱᭲᭳ᮺᯀᯁ᯦᯲᯳ᰣᰶ᰷ᲆᲸᲺᲾ᳔᳕᳖᳗᳘᳙᳜᳝᳞᳟᳐᳑᳒᳚᳛᳠᳡᳴᳷᳸᳹ᳺᴤᴥ᷂᷀᷁᷃᷄᷅'
  '⃒⃓⃘⃙⃚᷐᷎᷺᷏᷹᷽᷿᷷᷸᷆᷇᷈᷉᷋᷌᷑᷒᷵᷻᷾⃐⃑⃔⃕⃖⃗⃛⃜᷶᷼᷍⃝⃞⃟⃠⃡⃢⃣⃤⃥⃦⃪⃫⃨⃬⃭⃮⃯⃧⃩⃰ↀↁↂↇↈⲲⲳⲴⲵⳤ⳰⳱ⵄ⵿〆〪〭〮〯〫〬Ꙏꙏ꙯ꙸꙺ꙼꙽꛰꛱ꜢꜣꜤꜥꝪꝫꝮꝯꞋꞌꞏ꟎꟏꟒꟔꠆꠬ꡖꡝꡳ꣄꣱ꣻ꤫꤬꤭ꥆ꦳꥓꧀ꧥꩻꩼꩽꪮꪯ꪿ꫀ꫁ꫂ'
  'ꫲ꫶꯬꯭ﬞ︀︁︂︃︄︅︆︇︈︉︊︋︌︍︎️︧︨︩︪︫︬︭︠︡︢︣︤︥︦︮︯ﹳ',
  'DODODDHHIQLLTTBBBB66OCCDDDDZEEEFFGGIIKKLLWNNOPPR22TTTTUVYYZZ55WCXQEGGWYYNDZZLNTJACCLTSZBUAEEJJQQRRYYAAABOCDDEEEEOJGGGGUYHHIIIL'
  'LLWWMNNNOUFRRRRRRIRRSJITTUUVAWYYZZXQBGHJKLQYYHHSSWWSSSJAVGDEZIIKLMNXOPRSTYFOAVGDEZIIKLMNXOPRSSTYFOQQWWQQSSFFXXHHJJCCJSSRSSSIJC'
  'ABVGDEZIKLMNOPRSTUFYEABVGDEZIKLMNOPRSTUFYEIJCOOEEEEOOFFYYUUOOOOQQGGJJZZQQGGQQQQWWSSUUUUHHJJCCHHHQQHAAOOXXHHDDAALLAAQQWWQQLLNNL'
  'LABGDEZEYTILKHMYNOPJSVTRWPKOFAABGDEZEYTILKHMYNOPJSVTRWPKOFHEEAOIEEAAOOUHOVGDHVZHTYLMMNNSFFKRSTVIYBHTJHDRZSSDTGGYIIFQKLMNHWAYAU'
  'IAIEEOEEOAU0123456789BQAAUETBTTPNJDDDDDRRRRRDRSFFPVVQGKKGGGNGGGLLLLNNNNHNHHOOOUUUUVYEVEEEDR0123456789SLNHBGJDDHWZHTDYKLMNSSPPS'
  'QRTAAAOUAEEIEIIIUUOHHHYPPCPCCDRSGPVGGKBNNNRZSJCSZJAIYOESSGHNRBKVMFLGSDZTYPJHXSLTZQWAIUEON0123456789AEIEUOONBPTJCDRSFKLNMNHWYJC'
  'RNBGDHWZHTYKLMNSFSQRTYYEEAAAAAAAAUUIIIOABGDHUZHTIKLMNSPSQRTDNJNTNNRLLSUYYCGEAABBCTYRWYUZNKQFQNNNLEOEAUIUEAIOUEEOOMMMHAAAIIUURL'
  'EEEOOOKGNCJNTDNTDNPBMYRLLVSSSHOOAIIUURREEEOOOEAEUURLLL0123456789AOOAUUDYGJDBMMHAAIIUURLEOKGNCJNTDNTDNPBMYRLSSSHAIIUURRETURLLL0'
  '123456789RV12313MMMHAAIIUUEOKGNCJNTDNTDNPBMYRLVSHAIIUUEOR0123456789MYMMHAAIIUURLEEOOKGNCJNTDNTDNPBMYRLLVSSSHAIIUURREEOORLLL012'
  '3456789MMHAAIIUURLEOKGNCJNTDNTDNPBMYRLLVSSSHAIIUURREIUYRLLL0123456789W123123MKAAIIUUEEOOKNCJNTNTNNPMYRRLLLVSSSHAIIUUEEU0123456'
  '789MNMHMAAIIUURLEEOOKGNCJNTDNTDNPBMYRRLLLVSSSHAIIUURREEOOICZRNRLLL01234567890123123MMMHAAIIUURLEEOOKGNCJNTDNTDNPBMYRRLLVSSSHAI'
  'UURREINLRLLL0123456789HHMMMMHMAAIIUURLEEOOKGNCJNTDNTDNNPBMYRRLLLVSSSHTAIIUURREERMYLU24IRLLL0123456789NNRLLKMMHAAIIUURRLLEEOOKG'
  'NCJNTDNTDNPBMYRLVSSSHLFAIIUUREU0123456789RLKSYDTNDTNBPFFMYRLWSSSHLOHAAAIIUUEOM0123456789KXNTDNDTNBPFFMYRLVSSSHLHAAAIIUUOLYEEOO'
  '0123456789G01234567891234567890KGCJTDNTDNPBMWZYRLSSHRQRIUEOMHIMMHHHHHHKGCJTDNTDNPBMWZYRLSSHWYRKGNCJNTDNTDNPBMYRLVSHLIIUEEOOAAI'
  'IUUEIEMYRVH0123456789SSRRLLRRLLNBBNMLOSOUNIOUEKGCZNDNFBXHVAEEF0123456789AABGDEVZTIKLMNOPRSTUPKQJHEYWXOEABGDEVZTIKLMNOPRSTUPKQJ'
  'HEYWXOFEGWHLHMSRSKKBVTHNAUIAEOKHWAUIAEOZYDDJGTPFP123456789AEIOUVSEIOEIAWTKSNWHWCNLEIOAPPHTKCCMMMMNLLLSSSYYYRRRFHHQBEIOAPKZZWBL'
  'FSNHDTCQMGZRAOUEIPFVUYYWAOAAAOOORKCKGGGWHHHHNNNIEJJAAIPZSSSCZTTDBBPPEMMMLLDOQKKRRYQXKOIEAAIUKGTDNPBMYRLWSHIURAIUKGTDNPBMYRLWSH'
  'IUAIUKGTDNPBMYRLWSHIUAIUKGTDNPBMYLWSIUKKDDNTTNBPMYRLVSSSHLAEOOAEOEARA012345678901234567890123456789AEIOUOUENBPHGMLSXTDQJYRWFKK'
  'CZHREIOUOUBPHGMTDQJCYVKGHJZEIYUUKGHPXTDJFGHCZRIKRFXMHHHH39AIKTDNTDPSZTTTSCZWYPTKCMNSWWYLRSKGNCJNTDNPBMYRLVSSSHAIUEOEOYRVKNMTNP'
  'MRLH0123456789GHZSYDTLBPMFWKCNIEUOGKGKZSYZSYDTNDTNBPMBPMFWLFWLHHIUUEOWNMKTP01234567891KGPBMTDNCJYRLWSHIUEOEKKSSSTDNTTNBPFPFMYH'
  'LWSSSHLHIIUUEORLPMBSAAAAIIUUOOEOOM01234567890123456789WWGRTMRHAIUEOKGCJTDNTDNPBMYRLWSSSHAIIUUEEQXFVZ0123456789RHAIUEOEKQGCJZTD'
  'NPFVBMYRLWSXHYRLIUEOEMW0123456789KMHHHBBPPNNWWWGGJDRRMMTTSSSYYLLCIUEEEIIOOUUHKGCJTDNPFBMZYRLHVSWYRAIOOUUEKMLNPRT0123456789TD01'
  '23456789ATGMLAKJMWISHNRUCDNYEPDNROTBNHMMVDOSTTEUABGDEVZTIKLMNOPRSTUPKQJHEYWXOFEGWHHHHHHHMMMMMMMMMHHHHABCDDEEIJKLMNOOOOOOOPRRTU'
  'UUWVWZGLPRLBNIBDFMNPRRSTZGGIIPUUBDFGKLMNPRSVXZAADEEEEIOURACDDGGKLLMNNRRSSZABBEFLOPUWAOUSSDVVYYFFCC6L12345678901234567891234567'
  '89123456789ABVGDEZIJIGKLMNOPRSTUFHOPCUIEHEEOUIAMABVGDEZIJIGKLMNOPRSTUFHOPCUIEHEEOUIAMLLLPRATHHKKZZAMAAVWWVHHOEROESZAABBGGDDEE6'
  '6ZZEEIIKKLLMMNNOOPPRRSSTTUUOOEEKKNNNNOOXXHHHHHHHHHHHHJJCCCCWWJJNXX5ABGDEVZTIKLMNOPRSTUPKQJHEYWXOEABBGGDDDDEFKKKHHHHXXQQIJJJLMN'
  'PURRSSCTTTVWYZZZEOBVGDZKLMNOPRSTFAEUEEO0123456789BPDTGKZCMNLSRHHHFWYEAIOUUEELQXRTEEIIAAOOUUOOEEH0123456789ZZIIUUOOYYEEOOOOOIIU'
  'YOTTOOFAUEOIM1234567890HH334444FSCCKKKKKKLLLLOOOOPPPPPPQQQQRRRRVVZZVVSSDLMNRRTSDDFFGRRSSTTYLNNCCCHBBFFGGKKNNRRSSHEGLIQKTJXBBOO'
  'UUAAIIUUOOWWCSZDDSSUSSGGSSSSLLLHHIWFPMIMAIIUEOKGCJTDTDNPBMRLRSHAIUEO123123KGCJTDNPBMWZYRLSHIUEOQXFWYYHFRRMHAAIIUURRLLEEOOKGNCJ'
  'NTDNTDNPBMYRLVSSSHLHAIIUURRLLEEOOM01234567890123456789AUKNPRVMMMAA0123456789KGSZTNPMDBRYLWHVJAIOUEKGTDNPBMCJSRLYWHIUEONRHMRHAI'
  'IIUEOKQGCJTDNTDNPBMYRRLWSSSHAOIIUUEEYR0123456789NNFGJDN0123456789LDBAIUEOKGCJTDNNPBMMYRLWXSHAIIUEOUYRLWKGCTNPYRLXMH0123456789G'
  'CJNTDNSHLFXZRNRKKXXGGSSDDTTNNBBPPFFMMYYRRLLVVHHAIUOEONTDNSSIUHBAEEEFGLLLMNOOORRRRRRUUUXXXXXXXYAORAEIOUVSKSLMPNCTNWYHUIAGRBJDKL'
  'MPNTNIOIAEUM0123456789');
  if lu !~ '[^\x01-\x7f]' then return lu; end if;
  return (
    select string_agg(coalesce(plusieurs ->> signe, signe), '' order by rang)
    from regexp_split_to_table(lu, '') with ordinality as s (signe, rang), (select '{
"Æ":"AE","Þ":"TH","ß":"SS","æ":"AE","þ":"TH","Ŋ":"NG","ŋ":"NG","Œ":"OE","œ":"OE","ƕ":"HW","Ƣ":"GH","ƣ":"GH","Ʃ":"SH","ƪ":"SH",
"Ʒ":"ZH","ƺ":"ZH","ƻ":"DZ","ƾ":"TS","ǂ":"QC","Ƕ":"HW","Ȣ":"OU","ȣ":"OU","ȸ":"DB","ȹ":"QP","ɚ":"ER","ɝ":"ER","ɮ":"LZH","ɶ":"OE",
"ʃ":"SH","ʆ":"SH","ʒ":"ZH","ʓ":"ZH","ʘ":"PC","ʚ":"OE","ʣ":"DZ","ʤ":"DZH","ʥ":"DZ","ʦ":"TS","ʧ":"TSH","ʨ":"TC","ʩ":"FNG","ʪ":"LS",
"ʫ":"LZ","ʬ":"WW","Θ":"TH","Χ":"CH","Ψ":"PS","θ":"TH","χ":"CH","ψ":"PS","Ϛ":"ST","ϛ":"ST","Ϣ":"SH","ϣ":"SH","Ϯ":"TI","ϯ":"TI",
"Ϸ":"SH","ϸ":"SH","Ђ":"DJ","Є":"IE","Ѕ":"DZ","Љ":"LJ","Њ":"NJ","Џ":"DZH","Ж":"ZH","Х":"KH","Ц":"TS","Ч":"CH","Ш":"SH","Щ":"SHCH",
"Ю":"YU","Я":"YA","ж":"ZH","х":"KH","ц":"TS","ч":"CH","ш":"SH","щ":"SHCH","ю":"YU","я":"YA","ђ":"DJ","є":"IE","ѕ":"DZ","љ":"LJ",
"њ":"NJ","џ":"DZH","Ѥ":"IE","ѥ":"IE","Ѩ":"IE","ѩ":"IE","Ѭ":"IO","ѭ":"IO","Ѯ":"KS","ѯ":"KS","Ѱ":"PS","ѱ":"PS","Ѿ":"OT","ѿ":"OT",
"҈":"100000","҉":"1000000","Ҋ":"JH","ҋ":"JH","Ҏ":"RH","ҏ":"RH","Ғ":"GH","ғ":"GH","Ҕ":"GH","ҕ":"GH","Ң":"NG","ң":"NG","Ҥ":"NG",
"ҥ":"NG","Ҧ":"PH","ҧ":"PH","Ҭ":"TH","ҭ":"TH","Ҵ":"TS","ҵ":"TS","Ҽ":"CH","ҽ":"CH","Ҿ":"CH","ҿ":"CH","Ӆ":"LH","ӆ":"LH","Ӈ":"NG",
"ӈ":"NG","Ӊ":"NH","ӊ":"NH","Ӌ":"DZH","ӌ":"DZH","Ӎ":"MH","ӎ":"MH","Ӕ":"AE","ӕ":"AE","Ӡ":"DZ","ӡ":"DZ","Ӷ":"GH","ӷ":"GH","Ӻ":"XH",
"ӻ":"XH","Ԃ":"DJ","ԃ":"DJ","Ԅ":"ZJ","ԅ":"ZJ","Ԇ":"DZ","ԇ":"DZ","Ԉ":"LJ","ԉ":"LJ","Ԋ":"NJ","ԋ":"NJ","Ԍ":"SJ","ԍ":"SJ","Ԏ":"TJ",
"ԏ":"TJ","Ԕ":"LKH","ԕ":"LKH","Ԗ":"RKH","ԗ":"RKH","Ԥ":"PH","ԥ":"PH","Ԩ":"NY","ԩ":"NY","Ԫ":"DZH","ԫ":"DZH","Ԭ":"DCH","ԭ":"DCH",
"Ժ":"ZH","Խ":"KH","Ծ":"TS","Ձ":"DZ","Ղ":"GH","Ճ":"CH","Շ":"SH","Չ":"CH","Ռ":"RR","Ց":"TS","ժ":"ZH","խ":"KH","ծ":"TS","ձ":"DZ",
"ղ":"GH","ճ":"CH","շ":"SH","չ":"CH","ռ":"RR","ց":"TS","ך":"KH","כ":"KH","ץ":"TS","צ":"TS","ׯ":"YYY","ױ":"OY","ײ":"EY","ث":"TH",
"خ":"KH","ذ":"DH","ش":"SH","ظ":"DH","غ":"GH","ٺ":"TH","ٿ":"TH","ڀ":"BH","ځ":"DZ","ڂ":"DZ","څ":"TS","چ":"CH","ڇ":"CH","ڋ":"DD",
"ڌ":"DH","ڍ":"DH","ڎ":"DH","ږ":"ZH","ژ":"ZH","ښ":"SH","ڜ":"CH","ڝ":"TS","ڞ":"CH","ڟ":"TH","ڠ":"NG","ڦ":"PH","ڭ":"NG","ڮ":"KP",
"ڰ":"GG","ڽ":"NY","ۍ":"EY","ۑ":"NY","ܞ":"YH","ܫ":"SH","ܭ":"BH","ܮ":"GH","ܯ":"DH","ݍ":"ZH","ݎ":"KH","ݏ":"PH","ݔ":"NY","ݗ":"NG",
"ݙ":"DD","ݝ":"NG","ݞ":"NG","ݦ":"MB","ݪ":"SL","ݴ":"AA","ݶ":"II","ݹ":"OO","ݻ":"EE","ݼ":"CH","ށ":"SH","ޅ":"LH","ދ":"DH","ތ":"TH",
"ޏ":"GN","ޗ":"CH","ޘ":"TH","ޚ":"KH","ޛ":"DH","ޝ":"SH","ޣ":"GH","ާ":"AA","ީ":"EE","ޫ":"OO","ޭ":"EY","ޯ":"OA","ߚ":"RR","ߜ":"GB",
"ߢ":"NY","ߧ":"NY","ࠔ":"SH","ࡔ":"SH","ࡗ":"KD","ࡦ":"BH","ࢉ":"NJ","ࢋ":"TH","ࢌ":"TH","ࢤ":"VB","ࢥ":"GB","ࢦ":"ZL","ࢧ":"MV","ࢩ":"NY",
"ࢮ":"DZ","ࢯ":"TS","ࢰ":"KH","ࢶ":"MB","ࢷ":"MP","ࢸ":"TT","ࢹ":"NR","ࢺ":"NY","ࢾ":"PH","ࢿ":"TH","ࣀ":"TH","ࣁ":"CH","ࣂ":"KH","ࣃ":"GY",
"ࣄ":"KY","ࣈ":"GR","ࣥ":"OU","ࣧ":"ON","ࣨ":"OUN","ࣩ":"EN","ࣻ":"UN","ࣼ":"ON","ऐ":"AI","औ":"AU","ख":"KH","घ":"GH","छ":"CH","झ":"JH",
"ठ":"TH","ढ":"DH","थ":"TH","ध":"DH","फ":"PH","भ":"BH","ै":"AI","ौ":"AU","ॐ":"OM","ॹ":"ZH","ঐ":"AI","ঔ":"AU","খ":"KH","ঘ":"GH",
"ছ":"CH","ঝ":"JH","ঠ":"TH","ঢ":"DH","থ":"TH","ধ":"DH","ফ":"PH","ভ":"BH","ৈ":"AI","ਐ":"AI","ਔ":"AU","ਖ":"KH","ਘ":"GH","ਛ":"CH",
"ਝ":"JH","ਠ":"TH","ਢ":"DH","ਥ":"TH","ਧ":"DH","ਫ":"PH","ਭ":"BH","ੈ":"AI","ੌ":"AU","ઐ":"AI","ઔ":"AU","ખ":"KH","ઘ":"GH","છ":"CH",
"ઝ":"JH","ઠ":"TH","ઢ":"DH","થ":"TH","ધ":"DH","ફ":"PH","ભ":"BH","ૈ":"AI","ૌ":"AU","ૐ":"OM","ૹ":"ZH","ଐ":"AI","ଔ":"AU","ଖ":"KH",
"ଘ":"GH","ଛ":"CH","ଝ":"JH","ଠ":"TH","ଢ":"DH","ଥ":"TH","ଧ":"DH","ଫ":"PH","ଭ":"BH","ஐ":"AI","ை":"AI","ௐ":"OM","௰":"10","௱":"100",
"௲":"1000","ఐ":"AI","ఔ":"AU","ఖ":"KH","ఘ":"GH","ఛ":"CH","ఝ":"JH","ఠ":"TH","ఢ":"DH","థ":"TH","ధ":"DH","ఫ":"PH","భ":"BH","ౌ":"AU",
"ಐ":"AI","ಔ":"AU","ಖ":"KH","ಘ":"GH","ಛ":"CH","ಝ":"JH","ಠ":"TH","ಢ":"DH","ಥ":"TH","ಧ":"DH","ಫ":"PH","ಭ":"BH","ೌ":"AU","ഐ":"AI",
"ഔ":"AU","ഖ":"KH","ഘ":"GH","ഛ":"CH","ഝ":"JH","ഠ":"TH","ഢ":"DH","ഥ":"TH","ധ":"DH","ഫ":"PH","ഭ":"BH","ൈ":"AI","൚":"12","൛":"16",
"൜":"32","൝":"48","൞":"64","൰":"10","൱":"100","൲":"1000","൳":"80","൴":"160","൵":"240","൶":"20","൷":"40","൸":"60","ඇ":"AE",
"ඈ":"AE","ඓ":"AI","ඖ":"AU","ඛ":"KH","ඝ":"GH","ඟ":"NG","ඡ":"CH","ඣ":"JH","ඥ":"JN","ඦ":"NJ","ඨ":"TH","ඪ":"DH","ඬ":"ND","ථ":"TH",
"ධ":"DH","ඳ":"ND","ඵ":"PH","භ":"BH","ඹ":"MB","ැ":"AE","ෑ":"AE","ෛ":"AI","ข":"KH","ฃ":"KH","ค":"KH","ฅ":"KH","ฆ":"KH","ง":"NG",
"จ":"CH","ฉ":"CH","ช":"CH","ฌ":"CH","ฐ":"TH","ฑ":"TH","ฒ":"TH","ถ":"TH","ท":"TH","ธ":"TH","ผ":"PH","พ":"PH","ภ":"PH","ฤ":"RUE",
"ฦ":"LUE","ึ":"UE","ื":"UE","แ":"AE","ใ":"AI","ไ":"AI","ຂ":"KH","ຄ":"KH","ຆ":"GH","ງ":"NG","ຈ":"CH","ຉ":"CH","ຌ":"JH","ຍ":"GN",
"ຐ":"TH","ຒ":"DH","ຖ":"TH","ທ":"TH","ຘ":"DH","ຜ":"PH","ພ":"PH","ຠ":"BH","ຸ":"OU","ູ":"OU","ໃ":"AI","ໄ":"AI","ໟ":"GN","ༀ":"OM",
"ཁ":"KH","ང":"NG","ཆ":"CH","ཉ":"NY","ཋ":"TH","ཐ":"TH","ཕ":"PH","ཙ":"TS","ཚ":"TSH","ཛ":"DZ","ཞ":"ZH","ཤ":"SH","ཻ":"AI","ཽ":"AU",
"ྑ":"KH","ྔ":"NG","ྖ":"CH","ྙ":"NY","ྛ":"TH","ྠ":"TH","ྥ":"PH","ྩ":"TS","ྪ":"TSH","ྫ":"DZ","ྮ":"ZH","ྴ":"SH","ခ":"KH","ဃ":"GH",
"ဆ":"CH","ဈ":"JH","ည":"NN","ဌ":"TH","ဎ":"DH","ထ":"TH","ဓ":"DH","ဖ":"PH","ဘ":"BH","ဲ":"AI","ဴ":"AO","ဿ":"SS","ၛ":"JH","ၡ":"SH",
"ၦ":"PW","ၯ":"YW","ၰ":"GHW","ၶ":"KH","ၽ":"PH","ႆ":"AI","ႝ":"AI","Ⴏ":"ZH","Ⴖ":"GH","Ⴘ":"SH","Ⴙ":"CH","Ⴚ":"TS","Ⴛ":"DZ","Ⴜ":"TS",
"Ⴝ":"CH","Ⴞ":"KH","Ⴭ":"AE","ჟ":"ZH","ღ":"GH","შ":"SH","ჩ":"CH","ც":"TS","ძ":"DZ","წ":"TS","ჭ":"CH","ხ":"KH","ჽ":"AE","ሀ":"HA",
"ሁ":"HU","ሂ":"HI","ሃ":"HA","ሄ":"HE","ሆ":"HO","ሇ":"HOA","ለ":"LE","ሉ":"LU","ሊ":"LI","ላ":"LA","ሌ":"LE","ሎ":"LO","ሏ":"LWA","ሐ":"HA",
"ሑ":"HU","ሒ":"HI","ሓ":"HA","ሔ":"HE","ሖ":"HO","ሗ":"HWA","መ":"ME","ሙ":"MU","ሚ":"MI","ማ":"MA","ሜ":"ME","ሞ":"MO","ሟ":"MWA","ሠ":"SE",
"ሡ":"SU","ሢ":"SI","ሣ":"SA","ሤ":"SE","ሦ":"SO","ሧ":"SWA","ረ":"RE","ሩ":"RU","ሪ":"RI","ራ":"RA","ሬ":"RE","ሮ":"RO","ሯ":"RWA","ሰ":"SE",
"ሱ":"SU","ሲ":"SI","ሳ":"SA","ሴ":"SE","ሶ":"SO","ሷ":"SWA","ሸ":"SHE","ሹ":"SHU","ሺ":"SHI","ሻ":"SHA","ሼ":"SHE","ሽ":"SH","ሾ":"SHO",
"ሿ":"SHWA","ቀ":"KE","ቁ":"KU","ቂ":"KI","ቃ":"KA","ቄ":"KE","ቆ":"KO","ቇ":"KOA","ቈ":"KWE","ቊ":"KWI","ቋ":"KWA","ቌ":"KWE","ቍ":"KWI",
"ቐ":"KE","ቑ":"KU","ቒ":"KI","ቓ":"KA","ቔ":"KE","ቖ":"KO","ቘ":"KWE","ቚ":"KWI","ቛ":"KWA","ቜ":"KWE","ቝ":"KWI","በ":"BE","ቡ":"BU",
"ቢ":"BI","ባ":"BA","ቤ":"BE","ቦ":"BO","ቧ":"BWA","ቨ":"VE","ቩ":"VU","ቪ":"VI","ቫ":"VA","ቬ":"VE","ቮ":"VO","ቯ":"VWA","ተ":"TE","ቱ":"TU",
"ቲ":"TI","ታ":"TA","ቴ":"TE","ቶ":"TO","ቷ":"TWA","ቸ":"CHE","ቹ":"CHU","ቺ":"CHI","ቻ":"CHA","ቼ":"CHE","ች":"CH","ቾ":"CHO","ቿ":"CHWA",
"ኀ":"HA","ኁ":"HU","ኂ":"HI","ኃ":"HA","ኄ":"HE","ኆ":"HO","ኇ":"HOA","ኈ":"HWE","ኊ":"HWI","ኋ":"HWA","ኌ":"HWE","ኍ":"HWI","ነ":"NE",
"ኑ":"NU","ኒ":"NI","ና":"NA","ኔ":"NE","ኖ":"NO","ኗ":"NWA","ኘ":"NYE","ኙ":"NYU","ኚ":"NYI","ኛ":"NYA","ኜ":"NYE","ኝ":"NY","ኞ":"NYO",
"ኟ":"NYWA","ኧ":"WA","ከ":"KE","ኩ":"KU","ኪ":"KI","ካ":"KA","ኬ":"KE","ኮ":"KO","ኯ":"KOA","ኰ":"KWE","ኲ":"KWI","ኳ":"KWA","ኴ":"KWE",
"ኵ":"KWI","ኸ":"HE","ኹ":"HU","ኺ":"HI","ኻ":"HA","ኼ":"HE","ኾ":"HO","ዀ":"HWE","ዂ":"HWI","ዃ":"HWA","ዄ":"HWE","ዅ":"HWI","ወ":"WE",
"ዉ":"WU","ዊ":"WI","ዋ":"WA","ዌ":"WE","ዎ":"WO","ዏ":"WOA","ዘ":"ZE","ዙ":"ZU","ዚ":"ZI","ዛ":"ZA","ዜ":"ZE","ዞ":"ZO","ዟ":"ZWA","ዠ":"ZHE",
"ዡ":"ZHU","ዢ":"ZHI","ዣ":"ZHA","ዤ":"ZHE","ዥ":"ZH","ዦ":"ZHO","ዧ":"ZHWA","የ":"YE","ዩ":"YU","ዪ":"YI","ያ":"YA","ዬ":"YE","ዮ":"YO",
"ዯ":"YOA","ደ":"DE","ዱ":"DU","ዲ":"DI","ዳ":"DA","ዴ":"DE","ዶ":"DO","ዷ":"DWA","ዸ":"DE","ዹ":"DU","ዺ":"DI","ዻ":"DA","ዼ":"DE","ዾ":"DO",
"ዿ":"DWA","ጀ":"JE","ጁ":"JU","ጂ":"JI","ጃ":"JA","ጄ":"JE","ጆ":"JO","ጇ":"JWA","ገ":"GE","ጉ":"GU","ጊ":"GI","ጋ":"GA","ጌ":"GE","ጎ":"GO",
"ጏ":"GOA","ጐ":"GWE","ጒ":"GWI","ጓ":"GWA","ጔ":"GWE","ጕ":"GWI","ጘ":"NGE","ጙ":"NGU","ጚ":"NGI","ጛ":"NGA","ጜ":"NGE","ጝ":"NG","ጞ":"NGO",
"ጟ":"NGWA","ጠ":"TE","ጡ":"TU","ጢ":"TI","ጣ":"TA","ጤ":"TE","ጦ":"TO","ጧ":"TWA","ጨ":"CHE","ጩ":"CHU","ጪ":"CHI","ጫ":"CHA","ጬ":"CHE",
"ጭ":"CH","ጮ":"CHO","ጯ":"CHWA","ጰ":"PE","ጱ":"PU","ጲ":"PI","ጳ":"PA","ጴ":"PE","ጶ":"PO","ጷ":"PWA","ጸ":"TSE","ጹ":"TSU","ጺ":"TSI",
"ጻ":"TSA","ጼ":"TSE","ጽ":"TS","ጾ":"TSO","ጿ":"TSWA","ፀ":"TSE","ፁ":"TSU","ፂ":"TSI","ፃ":"TSA","ፄ":"TSE","ፅ":"TS","ፆ":"TSO","ፇ":"TSOA",
"ፈ":"FE","ፉ":"FU","ፊ":"FI","ፋ":"FA","ፌ":"FE","ፎ":"FO","ፏ":"FWA","ፐ":"PE","ፑ":"PU","ፒ":"PI","ፓ":"PA","ፔ":"PE","ፖ":"PO","ፗ":"PWA",
"ፘ":"RYA","ፙ":"MYA","ፚ":"FYA","፲":"10","፳":"20","፴":"30","፵":"40","፶":"50","፷":"60","፸":"70","፹":"80","፺":"90","፻":"100",
"፼":"10000","ᎀ":"MWE","ᎁ":"MWI","ᎂ":"MWE","ᎃ":"MWI","ᎄ":"BWE","ᎅ":"BWI","ᎆ":"BWE","ᎇ":"BWI","ᎈ":"FWE","ᎉ":"FWI","ᎊ":"FWE",
"ᎋ":"FWI","ᎌ":"PWE","ᎍ":"PWI","ᎎ":"PWE","ᎏ":"PWI","Ꭶ":"GA","Ꭷ":"KA","Ꭸ":"GE","Ꭹ":"GI","Ꭺ":"GO","Ꭻ":"GU","Ꭼ":"GV","Ꭽ":"HA",
"Ꭾ":"HE","Ꭿ":"HI","Ꮀ":"HO","Ꮁ":"HU","Ꮂ":"HV","Ꮃ":"LA","Ꮄ":"LE","Ꮅ":"LI","Ꮆ":"LO","Ꮇ":"LU","Ꮈ":"LV","Ꮉ":"MA","Ꮊ":"ME","Ꮋ":"MI",
"Ꮌ":"MO","Ꮍ":"MU","Ꮎ":"NA","Ꮏ":"HNA","Ꮐ":"NAH","Ꮑ":"NE","Ꮒ":"NI","Ꮓ":"NO","Ꮔ":"NU","Ꮕ":"NV","Ꮖ":"QUA","Ꮗ":"QUE","Ꮘ":"QUI",
"Ꮙ":"QUO","Ꮚ":"QUU","Ꮛ":"QUV","Ꮜ":"SA","Ꮞ":"SE","Ꮟ":"SI","Ꮠ":"SO","Ꮡ":"SU","Ꮢ":"SV","Ꮣ":"DA","Ꮤ":"TA","Ꮥ":"DE","Ꮦ":"TE","Ꮧ":"DI",
"Ꮨ":"TI","Ꮩ":"DO","Ꮪ":"DU","Ꮫ":"DV","Ꮬ":"DLA","Ꮭ":"TLA","Ꮮ":"TLE","Ꮯ":"TLI","Ꮰ":"TLO","Ꮱ":"TLU","Ꮲ":"TLV","Ꮳ":"TSA","Ꮴ":"TSE",
"Ꮵ":"TSI","Ꮶ":"TSO","Ꮷ":"TSU","Ꮸ":"TSV","Ꮹ":"WA","Ꮺ":"WE","Ꮻ":"WI","Ꮼ":"WO","Ꮽ":"WU","Ꮾ":"WV","Ꮿ":"YA","Ᏸ":"YE","Ᏹ":"YI","Ᏺ":"YO",
"Ᏻ":"YU","Ᏼ":"YV","Ᏽ":"MV","ᏸ":"YE","ᏹ":"YI","ᏺ":"YO","ᏻ":"YU","ᏼ":"YV","ᏽ":"MV","ᐂ":"IY","ᐄ":"II","ᐆ":"OO","ᐇ":"OO","ᐋ":"AA",
"ᐌ":"WE","ᐍ":"WE","ᐎ":"WI","ᐏ":"WI","ᐐ":"WII","ᐑ":"WII","ᐒ":"WO","ᐓ":"WO","ᐔ":"WOO","ᐕ":"WOO","ᐖ":"WO","ᐗ":"WA","ᐘ":"WA",
"ᐙ":"WAA","ᐚ":"WAA","ᐛ":"WA","ᐜ":"AI","ᐡ":"SH","ᐯ":"PE","ᐰ":"PIY","ᐱ":"PI","ᐲ":"PII","ᐳ":"PO","ᐴ":"POO","ᐵ":"POO","ᐶ":"HE",
"ᐷ":"HI","ᐸ":"PA","ᐹ":"PAA","ᐺ":"PWE","ᐻ":"PWE","ᐼ":"PWI","ᐽ":"PWI","ᐾ":"PWII","ᐿ":"PWII","ᑀ":"PWO","ᑁ":"PWO","ᑂ":"PWOO",
"ᑃ":"PWOO","ᑄ":"PWA","ᑅ":"PWA","ᑆ":"PWAA","ᑇ":"PWAA","ᑈ":"PWA","ᑌ":"TE","ᑍ":"TIY","ᑎ":"TI","ᑏ":"TII","ᑐ":"TO","ᑑ":"TOO","ᑒ":"TOO",
"ᑓ":"DE","ᑔ":"DI","ᑕ":"TA","ᑖ":"TAA","ᑗ":"TWE","ᑘ":"TWE","ᑙ":"TWI","ᑚ":"TWI","ᑛ":"TWII","ᑜ":"TWII","ᑝ":"TWO","ᑞ":"TWO","ᑟ":"TWOO",
"ᑠ":"TWOO","ᑡ":"TWA","ᑢ":"TWA","ᑣ":"TWAA","ᑤ":"TWAA","ᑥ":"TWA","ᑧ":"TE","ᑨ":"TI","ᑩ":"TO","ᑪ":"TA","ᑫ":"KE","ᑬ":"KIY","ᑭ":"KI",
"ᑮ":"KII","ᑯ":"KO","ᑰ":"KOO","ᑱ":"KOO","ᑲ":"KA","ᑳ":"KAA","ᑴ":"KWE","ᑵ":"KWE","ᑶ":"KWI","ᑷ":"KWI","ᑸ":"KWII","ᑹ":"KWII","ᑺ":"KWO",
"ᑻ":"KWO","ᑼ":"KWOO","ᑽ":"KWOO","ᑾ":"KWA","ᑿ":"KWA","ᒀ":"KWAA","ᒁ":"KWAA","ᒂ":"KWA","ᒄ":"KW","ᒅ":"KE","ᒆ":"KI","ᒇ":"KO","ᒈ":"KA",
"ᒉ":"CE","ᒊ":"CIY","ᒋ":"CI","ᒌ":"CII","ᒍ":"CO","ᒎ":"COO","ᒏ":"COO","ᒐ":"CA","ᒑ":"CAA","ᒒ":"CWE","ᒓ":"CWE","ᒔ":"CWI","ᒕ":"CWI",
"ᒖ":"CWII","ᒗ":"CWII","ᒘ":"CWO","ᒙ":"CWO","ᒚ":"CWOO","ᒛ":"CWOO","ᒜ":"CWA","ᒝ":"CWA","ᒞ":"CWAA","ᒟ":"CWAA","ᒠ":"CWA","ᒣ":"ME",
"ᒤ":"MIY","ᒥ":"MI","ᒦ":"MII","ᒧ":"MO","ᒨ":"MOO","ᒩ":"MOO","ᒪ":"MA","ᒫ":"MAA","ᒬ":"MWE","ᒭ":"MWE","ᒮ":"MWI","ᒯ":"MWI","ᒰ":"MWII",
"ᒱ":"MWII","ᒲ":"MWO","ᒳ":"MWO","ᒴ":"MWOO","ᒵ":"MWOO","ᒶ":"MWA","ᒷ":"MWA","ᒸ":"MWAA","ᒹ":"MWAA","ᒺ":"MWA","ᒽ":"MW","ᓀ":"NE",
"ᓁ":"NIY","ᓂ":"NI","ᓃ":"NII","ᓄ":"NO","ᓅ":"NOO","ᓆ":"NOO","ᓇ":"NA","ᓈ":"NAA","ᓉ":"NWE","ᓊ":"NWE","ᓋ":"NWA","ᓌ":"NWA","ᓍ":"NWAA",
"ᓎ":"NWAA","ᓏ":"NWA","ᓑ":"NG","ᓒ":"NW","ᓓ":"LE","ᓔ":"LIY","ᓕ":"LI","ᓖ":"LII","ᓗ":"LO","ᓘ":"LOO","ᓙ":"LOO","ᓚ":"LA","ᓛ":"LAA",
"ᓜ":"LWE","ᓝ":"LWE","ᓞ":"LWI","ᓟ":"LWI","ᓠ":"LWII","ᓡ":"LWII","ᓢ":"LWO","ᓣ":"LWO","ᓤ":"LWOO","ᓥ":"LWOO","ᓦ":"LWA","ᓧ":"LWA",
"ᓨ":"LWAA","ᓩ":"LWAA","ᓭ":"SE","ᓮ":"SIY","ᓯ":"SI","ᓰ":"SII","ᓱ":"SO","ᓲ":"SOO","ᓳ":"SOO","ᓴ":"SA","ᓵ":"SAA","ᓶ":"SWE","ᓷ":"SWE",
"ᓸ":"SWI","ᓹ":"SWI","ᓺ":"SWII","ᓻ":"SWII","ᓼ":"SWO","ᓽ":"SWO","ᓾ":"SWOO","ᓿ":"SWOO","ᔀ":"SWA","ᔁ":"SWA","ᔂ":"SWAA","ᔃ":"SWAA",
"ᔄ":"SWA","ᔇ":"SW","ᔉ":"SK","ᔊ":"SKW","ᔋ":"SW","ᔌ":"SPWA","ᔍ":"STWA","ᔎ":"SKWA","ᔏ":"SCWA","ᔐ":"SHE","ᔑ":"SHI","ᔒ":"SHII",
"ᔓ":"SHO","ᔔ":"SHOO","ᔕ":"SHA","ᔖ":"SHAA","ᔗ":"SHWE","ᔘ":"SHWE","ᔙ":"SHWI","ᔚ":"SHWI","ᔛ":"SHWII","ᔜ":"SHWII","ᔝ":"SHWO",
"ᔞ":"SHWO","ᔟ":"SHWOO","ᔠ":"SHWOO","ᔡ":"SHWA","ᔢ":"SHWA","ᔣ":"SHWAA","ᔤ":"SHWAA","ᔥ":"SH","ᔦ":"YE","ᔧ":"YIY","ᔨ":"YI","ᔩ":"YII",
"ᔪ":"YO","ᔫ":"YOO","ᔬ":"YOO","ᔭ":"YA","ᔮ":"YAA","ᔯ":"YWE","ᔰ":"YWE","ᔱ":"YWI","ᔲ":"YWI","ᔳ":"YWII","ᔴ":"YWII","ᔵ":"YWO","ᔶ":"YWO",
"ᔷ":"YWOO","ᔸ":"YWOO","ᔹ":"YWA","ᔺ":"YWA","ᔻ":"YWAA","ᔼ":"YWAA","ᔽ":"YWA","ᕁ":"YI","ᕂ":"RE","ᕃ":"RE","ᕄ":"LI","ᕅ":"RIY","ᕆ":"RI",
"ᕇ":"RII","ᕈ":"RO","ᕉ":"ROO","ᕊ":"LO","ᕋ":"RA","ᕌ":"RAA","ᕍ":"LA","ᕎ":"RWAA","ᕏ":"RWAA","ᕓ":"FE","ᕔ":"FIY","ᕕ":"FI","ᕖ":"FII",
"ᕗ":"FO","ᕘ":"FOO","ᕙ":"FA","ᕚ":"FAA","ᕛ":"FWAA","ᕜ":"FWAA","ᕞ":"THE","ᕟ":"THE","ᕠ":"THI","ᕡ":"THI","ᕢ":"THII","ᕣ":"THII",
"ᕤ":"THO","ᕥ":"THOO","ᕦ":"THA","ᕧ":"THAA","ᕨ":"THWAA","ᕩ":"THWAA","ᕪ":"TH","ᕫ":"TTHE","ᕬ":"TTHI","ᕭ":"TTHO","ᕮ":"TTHA","ᕰ":"TE",
"ᕱ":"TI","ᕲ":"TO","ᕳ":"TA","ᕴ":"HAI","ᕵ":"HI","ᕶ":"HII","ᕷ":"HU","ᕸ":"HUU","ᕹ":"HA","ᕺ":"HAA","ᕽ":"HK","ᕾ":"QIY","ᕿ":"QI",
"ᖀ":"QII","ᖁ":"QU","ᖂ":"QUU","ᖃ":"QA","ᖄ":"QAA","ᖆ":"TLE","ᖇ":"TLI","ᖈ":"TLO","ᖉ":"TLA","ᖊ":"RE","ᖋ":"RI","ᖌ":"RO","ᖍ":"RA",
"ᖎ":"NGIY","ᖏ":"NGI","ᖐ":"NGII","ᖑ":"NGU","ᖒ":"NGUU","ᖓ":"NGA","ᖔ":"NGAA","ᖕ":"NG","ᖖ":"NNG","ᖗ":"SHE","ᖘ":"SHI","ᖙ":"SHO",
"ᖚ":"SHA","ᖛ":"THE","ᖜ":"THI","ᖝ":"THO","ᖞ":"THA","ᖟ":"TH","ᖠ":"HLI","ᖡ":"HLII","ᖢ":"HLU","ᖣ":"HLUU","ᖤ":"HLA","ᖥ":"HLAA",
"ᖦ":"HL","ᖧ":"THE","ᖨ":"THI","ᖩ":"THII","ᖪ":"THO","ᖫ":"THOO","ᖬ":"THA","ᖭ":"THAA","ᖮ":"TH","ᖴ":"WE","ᖵ":"WI","ᖶ":"WO","ᖷ":"WA",
"ᖸ":"NE","ᖹ":"NI","ᖺ":"NO","ᖻ":"NA","ᖼ":"KE","ᖽ":"KI","ᖾ":"KO","ᖿ":"KA","ᗀ":"GE","ᗁ":"GI","ᗂ":"GO","ᗃ":"GA","ᗄ":"KHOO","ᗅ":"KHO",
"ᗆ":"KHU","ᗇ":"KHE","ᗈ":"KHI","ᗉ":"KHA","ᗊ":"GHOO","ᗋ":"GHO","ᗌ":"GHU","ᗍ":"GHE","ᗎ":"GHI","ᗏ":"GHA","ᗐ":"WOO","ᗑ":"WO","ᗒ":"WU",
"ᗓ":"WE","ᗔ":"WI","ᗕ":"WA","ᗖ":"WHOO","ᗗ":"WHO","ᗘ":"WHU","ᗙ":"WHE","ᗚ":"WHI","ᗛ":"WHA","ᗜ":"TOO","ᗝ":"TO","ᗞ":"TU","ᗟ":"TE",
"ᗠ":"TI","ᗡ":"TA","ᗢ":"TOO","ᗣ":"TO","ᗤ":"TU","ᗥ":"TE","ᗦ":"TI","ᗧ":"TA","ᗨ":"BOO","ᗩ":"BO","ᗪ":"BU","ᗫ":"BE","ᗬ":"BI","ᗭ":"BA",
"ᗯ":"GOO","ᗰ":"GO","ᗱ":"GU","ᗲ":"GE","ᗳ":"GI","ᗴ":"GA","ᗵ":"KOO","ᗶ":"KO","ᗷ":"KU","ᗸ":"KE","ᗹ":"KI","ᗺ":"KA","ᗻ":"KOO","ᗼ":"KO",
"ᗽ":"KU","ᗾ":"KE","ᗿ":"KI","ᘀ":"KA","ᘂ":"NOO","ᘃ":"NO","ᘄ":"NU","ᘅ":"NE","ᘆ":"NI","ᘇ":"NA","ᘈ":"MOO","ᘉ":"MO","ᘊ":"MU","ᘋ":"ME",
"ᘌ":"MI","ᘍ":"MA","ᘎ":"YOO","ᘏ":"YO","ᘐ":"YU","ᘑ":"YE","ᘒ":"YI","ᘓ":"YA","ᘔ":"JOO","ᘕ":"JO","ᘖ":"JO","ᘗ":"JU","ᘘ":"JE","ᘙ":"JI",
"ᘚ":"JI","ᘛ":"JA","ᘜ":"CHOO","ᘝ":"CHO","ᘞ":"CHU","ᘟ":"CHE","ᘠ":"CHI","ᘡ":"CHA","ᘢ":"LOO","ᘣ":"LO","ᘤ":"LU","ᘥ":"LE","ᘦ":"LI",
"ᘧ":"LA","ᘨ":"DLOO","ᘩ":"DLO","ᘪ":"DLU","ᘫ":"DLE","ᘬ":"DLI","ᘭ":"DLA","ᘮ":"LHOO","ᘯ":"LHO","ᘰ":"LHU","ᘱ":"LHE","ᘲ":"LHI",
"ᘳ":"LHA","ᘴ":"TLOO","ᘵ":"TLO","ᘶ":"TLU","ᘷ":"TLE","ᘸ":"TLI","ᘹ":"TLA","ᘺ":"TLOO","ᘻ":"TLO","ᘼ":"TLU","ᘽ":"TLE","ᘾ":"TLI",
"ᘿ":"TLA","ᙀ":"ZOO","ᙁ":"ZO","ᙂ":"ZU","ᙃ":"ZE","ᙄ":"ZI","ᙅ":"ZA","ᙈ":"DZOO","ᙉ":"DZO","ᙊ":"DZU","ᙋ":"DZE","ᙌ":"DZI","ᙍ":"DZA",
"ᙎ":"SOO","ᙏ":"SO","ᙐ":"SU","ᙑ":"SE","ᙒ":"SI","ᙓ":"SA","ᙔ":"SHOO","ᙕ":"SHO","ᙖ":"SHU","ᙗ":"SHE","ᙘ":"SHI","ᙙ":"SHA","ᙚ":"SH",
"ᙛ":"CHOO","ᙜ":"CHO","ᙝ":"CHU","ᙞ":"CHE","ᙟ":"CHI","ᙠ":"CHA","ᙡ":"TSOO","ᙢ":"TSO","ᙣ":"TSU","ᙤ":"TSE","ᙥ":"TSI","ᙦ":"TSA",
"ᙧ":"TSOO","ᙨ":"TSO","ᙩ":"TSU","ᙪ":"TSE","ᙫ":"TSI","ᙬ":"TSA","ᙯ":"QAI","ᙰ":"NGAI","ᙱ":"NNGI","ᙲ":"NNGII","ᙳ":"NNGU","ᙴ":"NNGUU",
"ᙵ":"NNGA","ᙶ":"NNGAA","ᙷ":"THWE","ᙸ":"THWI","ᙹ":"THWII","ᙺ":"THWO","ᙻ":"THWOO","ᙼ":"THWA","ᙽ":"THWAA","ᙾ":"TH","ᚍ":"NG","ᚕ":"EA",
"ᚖ":"OI","ᚗ":"UI","ᚘ":"IA","ᚙ":"AE","ᚦ":"TH","ᚧ":"DH","ᚫ":"AE","ᚶ":"NG","ᛜ":"NG","ᛝ":"NG","ᛠ":"EA","ᛡ":"IO","ᛥ":"ST","ᛮ":"17",
"ᛯ":"18","ᛰ":"19","ᛲ":"SH","ᛳ":"OO","ᛸ":"AE","ᜅ":"NG","ᜥ":"NG","ᝅ":"NG","ᝥ":"NG","ខ":"KH","ឃ":"KH","ង":"NG","ច":"CH","ឆ":"CHH",
"ជ":"CH","ឈ":"CHH","ញ":"NH","ឋ":"TH","ឍ":"TH","ថ":"TH","ធ":"TH","ផ":"PH","ភ":"PH","ឦ":"EI","ឩ":"OU","ឪ":"AU","ឫ":"RUE","ឬ":"RUEU",
"ឭ":"LUE","ឮ":"LUEU","ឯ":"AE","ឰ":"AI","ឱ":"AO","ឲ":"AO","ឳ":"OV","ី":"EI","ឹ":"OE","ឺ":"EU","ូ":"OU","ួ":"UO","ើ":"AEU",
"ឿ":"OEA","ៀ":"IE","ែ":"AE","ៃ":"AI","ោ":"AO","ៅ":"AU","ំ":"AM","ះ":"AH","ៈ":"AK","ᠩ":"NG","ᡀ":"LH","ᡁ":"ZH","ᡂ":"CH","ᡊ":"NG",
"ᡛ":"NY","ᡢ":"NG","ᡱ":"CH","ᡲ":"ZH","ᡷ":"ZH","ᢊ":"NG","ᢋ":"TS","ᢍ":"TH","ᢓ":"PH","ᢕ":"ZH","ᢙ":"ZH","ᢚ":"GH","ᢛ":"NG","ᢜ":"TS",
"ᢝ":"DZH","ᢟ":"DH","ᢡ":"DH","ᢤ":"ZH","ᢨ":"BH","ᢪ":"LH","ᢰ":"OY","ᢱ":"AY","ᢲ":"AAY","ᢳ":"WAY","ᢴ":"POY","ᢵ":"PAY","ᢶ":"PWOY",
"ᢷ":"TAY","ᢸ":"KAY","ᢹ":"KWAY","ᢺ":"MAY","ᢻ":"NOY","ᢼ":"NAY","ᢽ":"LAY","ᢾ":"SOY","ᢿ":"SAY","ᣀ":"SHOY","ᣁ":"SHAY","ᣂ":"SHWOY",
"ᣃ":"YOY","ᣄ":"YAY","ᣅ":"RAY","ᣆ":"NWI","ᣇ":"NWI","ᣈ":"NWII","ᣉ":"NWII","ᣊ":"NWO","ᣋ":"NWO","ᣌ":"NWOO","ᣍ":"NWOO","ᣎ":"RWE",
"ᣏ":"RWI","ᣐ":"RWII","ᣑ":"RWO","ᣒ":"RWOO","ᣓ":"RWA","ᣛ":"SH","ᣠ":"RWE","ᣡ":"LOO","ᣢ":"LAA","ᣣ":"THWE","ᣤ":"THWA","ᣥ":"TTHWE",
"ᣦ":"TTHOO","ᣧ":"TTHAA","ᣨ":"TLWE","ᣩ":"TLOO","ᣪ":"SHWE","ᣫ":"SHOO","ᣬ":"GOO","ᣭ":"GWO","ᣮ":"GOO","ᣯ":"GAA","ᣰ":"GWA","ᣱ":"JOO",
"ᣲ":"JWE","ᤂ":"KH","ᤄ":"GH","ᤇ":"CH","ᤉ":"JH","ᤌ":"TH","ᤎ":"DH","ᤑ":"PH","ᤓ":"BH","ᤝ":"JN","ᤞ":"TR","ᤤ":"AI","ᤦ":"AU","ᥒ":"NG",
"ᥞ":"HH","ᥣ":"AA","ᥦ":"AE","ᥩ":"OA","ᥪ":"UE","ᥫ":"OE","ᥬ":"AUE","ᥭ":"AI","ᦄ":"NG","ᦇ":"NG","ᦡ":"DD","ᦢ":"BB","ᦤ":"DD","ᦥ":"BB",
"ᦦ":"GW","ᦧ":"KW","ᦨ":"GW","ᦩ":"KW","ᦪ":"SW","ᦫ":"SW","ᦱ":"AA","ᦶ":"AE","ᦸ":"OA","ᦹ":"UE","ᦺ":"AI","ᦻ":"AAI","ᦼ":"UI","ᦽ":"OI",
"ᦾ":"OAI","ᦿ":"UEI","ᧀ":"II","ᧂ":"NG","ᨂ":"NG","ᨃ":"NGK","ᨇ":"MP","ᨋ":"NR","ᨎ":"NY","ᨏ":"NC","ᨡ":"KH","ᨢ":"KH","ᨤ":"KH","ᨥ":"KH",
"ᨦ":"NG","ᨧ":"CH","ᨩ":"CH","ᨬ":"NY","ᨮ":"TH","ᨰ":"TH","ᨳ":"TH","ᨵ":"TH","ᨹ":"PH","ᨽ":"PH","ᨿ":"NY","ᩂ":"LUE","ᩄ":"LUE","ᩓ":"LAE",
"ᩔ":"TH","ᩗ":"LNG","ᩘ":"NG","ᩙ":"NG","ᩛ":"TH","ᩧ":"UE","ᩨ":"UE","ᩭ":"OY","ᩯ":"AE","ᩱ":"AI","ᩲ":"AI","ᬁ":"NG","ᬂ":"NG","ᬋ":"RE",
"ᬍ":"LE","ᬐ":"AI","ᬔ":"KH","ᬖ":"GH","ᬗ":"NG","ᬙ":"CH","ᬛ":"JH","ᬜ":"NY","ᬞ":"TH","ᬠ":"DH","ᬣ":"TH","ᬥ":"DH","ᬨ":"PH","ᬪ":"BH",
"ᬺ":"RE","ᬼ":"LE","ᬿ":"AI","ᭇ":"TS","ᭋ":"SY","ᭌ":"JNY","ᮀ":"NG","ᮉ":"EU","ᮍ":"NG","ᮑ":"NY","ᮩ":"EU","ᮮ":"KH","ᮯ":"SY","ᮻ":"REU",
"ᮼ":"LEU","ᮽ":"BH","ᯝ":"NG","ᯠ":"NY","ᯢ":"ND","ᯣ":"MB","ᯰ":"NG","ᰁ":"KL","ᰂ":"KH","ᰄ":"GL","ᰅ":"NG","ᰇ":"CH","ᰉ":"NY","ᰋ":"TH",
"ᰏ":"PL","ᰐ":"PH","ᰒ":"FL","ᰔ":"BL","ᰖ":"ML","ᰗ":"TS","ᰘ":"TSH","ᰞ":"HL","ᰡ":"SH","ᰴ":"NG","ᰵ":"NG","ᱎ":"TH","Ᲊ":"TJ","ᲊ":"TJ",
"Ჟ":"ZH","Ღ":"GH","Შ":"SH","Ჩ":"CH","Ც":"TS","Ძ":"DZ","Წ":"TS","Ჭ":"CH","Ხ":"KH","Ჽ":"AE","ᴁ":"AE","ᴂ":"AE","ᴔ":"OE","ᴕ":"OU",
"ᴣ":"ZH","ᴪ":"PS","ᵫ":"UE","ᵺ":"TH","ᶋ":"SH","ᶘ":"SH","ᶚ":"ZH","ᷔ":"AE","ᷕ":"AO","ᷖ":"AV","ᷯ":"SH","ẞ":"SS","Ỻ":"LL","ỻ":"LL",
"⓫":"11","⓬":"12","⓭":"13","⓮":"14","⓯":"15","⓰":"16","⓱":"17","⓲":"18","⓳":"19","⓴":"20","⓾":"10","❿":"10","➉":"10","➓":"10",
"Ⰶ":"ZH","Ⰷ":"DZ","Ⱋ":"SHT","Ⱍ":"CH","Ⱎ":"SH","Ⱓ":"JU","Ⱖ":"JO","Ⱗ":"JE","Ⱙ":"JO","Ⱚ":"TH","Ⱟ":"CH","ⰶ":"ZH","ⰷ":"DZ","ⱋ":"SHT",
"ⱍ":"CH","ⱎ":"SH","ⱓ":"JU","ⱖ":"JO","ⱗ":"JE","ⱙ":"JO","ⱚ":"TH","ⱟ":"CH","Ⲑ":"TH","ⲑ":"TH","Ⲝ":"KS","ⲝ":"KS","Ⲫ":"PH","ⲫ":"PH",
"Ⲭ":"KH","ⲭ":"KH","Ⲯ":"PS","ⲯ":"PS","Ⳁ":"900","ⳁ":"900","Ⳃ":"SH","ⳃ":"SH","Ⳅ":"SH","ⳅ":"SH","Ⳇ":"SH","ⳇ":"SH","Ⳙ":"DJ","ⳙ":"DJ",
"Ⳟ":"NG","ⳟ":"NG","Ⳡ":"NY","ⳡ":"NY","Ⳬ":"SH","ⳬ":"SH","ⴏ":"ZH","ⴖ":"GH","ⴘ":"SH","ⴙ":"CH","ⴚ":"TS","ⴛ":"DZ","ⴜ":"TS","ⴝ":"CH",
"ⴞ":"KH","ⴭ":"AE","ⴵ":"DJ","ⴶ":"DJ","ⵐ":"GN","ⵑ":"NG","ⵖ":"GH","ⵗ":"GH","ⵘ":"GH","ⵞ":"TC","ⶀ":"LOA","ⶁ":"MOA","ⶂ":"ROA","ⶃ":"SOA",
"ⶄ":"SHOA","ⶅ":"BOA","ⶆ":"TOA","ⶇ":"CHOA","ⶈ":"NOA","ⶉ":"NYOA","ⶊ":"OA","ⶋ":"ZOA","ⶌ":"DOA","ⶍ":"DOA","ⶎ":"JOA","ⶏ":"TOA",
"ⶐ":"CHOA","ⶑ":"POA","ⶒ":"POA","ⶓ":"NGWE","ⶔ":"NGWI","ⶕ":"NGWE","ⶖ":"NGWI","ⶠ":"SHE","ⶡ":"SHU","ⶢ":"SHI","ⶣ":"SHA","ⶤ":"SHE",
"ⶥ":"SH","ⶦ":"SHO","ⶨ":"CHE","ⶩ":"CHU","ⶪ":"CHI","ⶫ":"CHA","ⶬ":"CHE","ⶭ":"CH","ⶮ":"CHO","ⶰ":"ZHE","ⶱ":"ZHU","ⶲ":"ZHI","ⶳ":"ZHA",
"ⶴ":"ZHE","ⶵ":"ZH","ⶶ":"ZHO","ⶸ":"CHE","ⶹ":"CHU","ⶺ":"CHI","ⶻ":"CHA","ⶼ":"CHE","ⶽ":"CH","ⶾ":"CHO","ⷀ":"KYE","ⷁ":"KYU","ⷂ":"KYI",
"ⷃ":"KYA","ⷄ":"KYE","ⷅ":"KY","ⷆ":"KYO","ⷈ":"KYE","ⷉ":"KYU","ⷊ":"KYI","ⷋ":"KYA","ⷌ":"KYE","ⷍ":"KY","ⷎ":"KYO","ⷐ":"HYE","ⷑ":"HYU",
"ⷒ":"HYI","ⷓ":"HYA","ⷔ":"HYE","ⷕ":"HY","ⷖ":"HYO","ⷘ":"GYE","ⷙ":"GYU","ⷚ":"GYI","ⷛ":"GYA","ⷜ":"GYE","ⷝ":"GY","ⷞ":"GYO","ⷤ":"ZH",
"ⷯ":"KH","ⷰ":"TS","ⷱ":"CH","ⷲ":"SH","ⷳ":"SHCH","ⷵ":"ST","ⷸ":"DJ","ⷻ":"YU","ⷼ":"IA","ⷿ":"IO","〼":"MASU","㉈":"10","㉉":"20","㉊":"30",
"㉋":"40","㉌":"50","㉍":"60","㉎":"70","㉏":"80","ꓐ":"BB","ꓓ":"DD","ꓖ":"GG","ꓙ":"RR","ꓚ":"ZH","ꓛ":"CH","ꓜ":"ZZ","ꓤ":"SS","ꓥ":"NG",
"ꓫ":"SH","ꓯ":"AI","ꓰ":"EI","ꓱ":"EI","ꔂ":"HE","ꔃ":"WE","ꔄ":"WE","ꔅ":"PE","ꔆ":"BE","ꔇ":"BE","ꔈ":"MBE","ꔉ":"KPE","ꔊ":"MGBE",
"ꔋ":"GBE","ꔌ":"FE","ꔍ":"VE","ꔎ":"TE","ꔏ":"THE","ꔐ":"DE","ꔑ":"DHE","ꔒ":"LE","ꔓ":"RE","ꔔ":"DE","ꔕ":"NDE","ꔖ":"SE","ꔗ":"SHE",
"ꔘ":"ZE","ꔙ":"ZHE","ꔚ":"CHE","ꔛ":"JE","ꔜ":"NJE","ꔝ":"YE","ꔞ":"KE","ꔟ":"NGGE","ꔠ":"GE","ꔡ":"ME","ꔢ":"NE","ꔣ":"NYE","ꔦ":"HI",
"ꔧ":"HI","ꔨ":"WI","ꔩ":"WI","ꔪ":"PI","ꔫ":"BI","ꔬ":"BI","ꔭ":"MBI","ꔮ":"KPI","ꔯ":"MGBI","ꔰ":"GBI","ꔱ":"FI","ꔲ":"VI","ꔳ":"TI",
"ꔴ":"THI","ꔵ":"DI","ꔶ":"DHI","ꔷ":"LI","ꔸ":"RI","ꔹ":"DI","ꔺ":"NDI","ꔻ":"SI","ꔼ":"SHI","ꔽ":"ZI","ꔾ":"ZHI","ꔿ":"CHI","ꕀ":"JI",
"ꕁ":"NJI","ꕂ":"YI","ꕃ":"KI","ꕄ":"NGGI","ꕅ":"GI","ꕆ":"MI","ꕇ":"NI","ꕈ":"NYI","ꕋ":"NGA","ꕌ":"HA","ꕍ":"HA","ꕎ":"WA","ꕏ":"WA",
"ꕐ":"PA","ꕑ":"BA","ꕒ":"BA","ꕓ":"MBA","ꕔ":"KPA","ꕕ":"KPA","ꕖ":"MGBA","ꕗ":"GBA","ꕘ":"FA","ꕙ":"VA","ꕚ":"TA","ꕛ":"THA","ꕜ":"DA",
"ꕝ":"DHA","ꕞ":"LA","ꕟ":"RA","ꕠ":"DA","ꕡ":"NDA","ꕢ":"SA","ꕣ":"SHA","ꕤ":"ZA","ꕥ":"ZHA","ꕦ":"CHA","ꕧ":"JA","ꕨ":"NJA","ꕩ":"YA",
"ꕪ":"KA","ꕫ":"KA","ꕬ":"NGGA","ꕭ":"GA","ꕮ":"MA","ꕯ":"NA","ꕰ":"NYA","ꕳ":"HO","ꕴ":"WO","ꕵ":"WO","ꕶ":"PO","ꕷ":"BO","ꕸ":"BO","ꕹ":"MBO",
"ꕺ":"KPO","ꕻ":"MGBO","ꕼ":"GBO","ꕽ":"FO","ꕾ":"VO","ꕿ":"TO","ꖀ":"THO","ꖁ":"DO","ꖂ":"DHO","ꖃ":"LO","ꖄ":"RO","ꖅ":"DO","ꖆ":"NDO",
"ꖇ":"SO","ꖈ":"SHO","ꖉ":"ZO","ꖊ":"ZHO","ꖋ":"CHO","ꖌ":"JO","ꖍ":"NJO","ꖎ":"YO","ꖏ":"KO","ꖐ":"NGGO","ꖑ":"GO","ꖒ":"MO","ꖓ":"NO",
"ꖔ":"NYO","ꖗ":"HU","ꖘ":"HU","ꖙ":"WU","ꖚ":"WU","ꖛ":"PU","ꖜ":"BU","ꖝ":"BU","ꖞ":"MBU","ꖟ":"KPU","ꖠ":"MGBU","ꖡ":"GBU","ꖢ":"FU",
"ꖣ":"VU","ꖤ":"TU","ꖥ":"THU","ꖦ":"DU","ꖧ":"DHU","ꖨ":"LU","ꖩ":"RU","ꖪ":"DU","ꖫ":"NDU","ꖬ":"SU","ꖭ":"SHU","ꖮ":"ZU","ꖯ":"ZHU",
"ꖰ":"CHU","ꖱ":"JU","ꖲ":"NJU","ꖳ":"YU","ꖴ":"KU","ꖵ":"NGGU","ꖶ":"GU","ꖷ":"MU","ꖸ":"NU","ꖹ":"NYU","ꖼ":"NGO","ꖽ":"HO","ꖾ":"HO",
"ꖿ":"WO","ꗀ":"WO","ꗁ":"PO","ꗂ":"BO","ꗃ":"BO","ꗄ":"MBO","ꗅ":"KPO","ꗆ":"MGBO","ꗇ":"GBO","ꗈ":"GBO","ꗉ":"FO","ꗊ":"VO","ꗋ":"TO",
"ꗌ":"THO","ꗍ":"DO","ꗎ":"DHO","ꗏ":"LO","ꗐ":"RO","ꗑ":"DO","ꗒ":"NDO","ꗓ":"SO","ꗔ":"SHO","ꗕ":"ZO","ꗖ":"ZHO","ꗗ":"CHO","ꗘ":"JO",
"ꗙ":"NJO","ꗚ":"YO","ꗛ":"KO","ꗜ":"NGGO","ꗝ":"GO","ꗞ":"MO","ꗟ":"NO","ꗠ":"NYO","ꗣ":"NGE","ꗤ":"HE","ꗥ":"HE","ꗦ":"WE","ꗧ":"WE",
"ꗨ":"PE","ꗩ":"BE","ꗪ":"BE","ꗫ":"MBE","ꗬ":"KPE","ꗭ":"KPE","ꗮ":"MGBE","ꗯ":"GBE","ꗰ":"GBE","ꗱ":"FE","ꗲ":"VE","ꗳ":"TE","ꗴ":"THE",
"ꗵ":"DE","ꗶ":"DHE","ꗷ":"LE","ꗸ":"RE","ꗹ":"DE","ꗺ":"NDE","ꗻ":"SE","ꗼ":"SHE","ꗽ":"ZE","ꗾ":"ZHE","ꗿ":"CHE","ꘀ":"JE","ꘁ":"NJE",
"ꘂ":"YE","ꘃ":"KE","ꘄ":"NGGE","ꘅ":"NGGE","ꘆ":"GE","ꘇ":"GE","ꘈ":"ME","ꘉ":"NE","ꘊ":"NYE","ꘋ":"NG","ꘐ":"FA","ꘑ":"KA","ꘒ":"SO",
"ꘓ":"FENG","ꘔ":"KENG","ꘕ":"TING","ꘖ":"NII","ꘗ":"BANG","ꘘ":"FAA","ꘙ":"TAA","ꘚ":"DANG","ꘛ":"DONG","ꘜ":"KUNG","ꘝ":"TONG","ꘞ":"DOO",
"ꘟ":"JONG","ꘪ":"MA","ꘫ":"DO","Ꙃ":"DZ","ꙃ":"DZ","Ꙅ":"DZ","ꙅ":"DZ","Ꙉ":"DJ","ꙉ":"DJ","Ꙓ":"IE","ꙓ":"IE","Ꙕ":"OI","ꙕ":"OI","Ꙗ":"IA",
"ꙗ":"IA","Ꙝ":"IE","ꙝ":"IE","Ꙟ":"IN","ꙟ":"IN","Ꙡ":"TS","ꙡ":"TS","Ꙣ":"DG","ꙣ":"DG","Ꙥ":"LG","ꙥ":"LG","Ꙧ":"MG","ꙧ":"MG","Ꙫ":"OO",
"ꙫ":"OO","Ꙭ":"OO","ꙭ":"OO","꙰":"10000000","꙱":"100000000","꙲":"1000000000","ꙴ":"IE","Ꚁ":"DW","ꚁ":"DW","Ꚃ":"DZW","ꚃ":"DZW",
"Ꚅ":"ZHW","ꚅ":"ZHW","Ꚇ":"CCH","ꚇ":"CCH","Ꚉ":"DZ","ꚉ":"DZ","Ꚍ":"TW","ꚍ":"TW","Ꚏ":"TSW","ꚏ":"TSW","Ꚑ":"TS","ꚑ":"TS","Ꚓ":"TCH",
"ꚓ":"TCH","Ꚕ":"HW","ꚕ":"HW","Ꚗ":"SHW","ꚗ":"SHW","Ꚙ":"OO","ꚙ":"OO","ꚟ":"IE","ꚡ":"KA","ꚣ":"KU","ꚥ":"RE","ꚦ":"TE","ꚨ":"NYI","ꚪ":"LA",
"ꚫ":"PA","ꚬ":"RII","ꚭ":"RIE","ꚮ":"LEE","ꚯ":"MEE","ꚰ":"TAA","ꚱ":"NDAA","ꚲ":"NJEM","ꚴ":"SUU","ꚵ":"MU","ꚶ":"SHII","ꚷ":"SI",
"ꚸ":"SHUX","ꚹ":"SUX","ꚺ":"KYE","ꚻ":"KET","ꚼ":"NUE","ꚽ":"NU","ꚾ":"NJUE","ꚿ":"YO","ꛀ":"SHU","ꛁ":"YU","ꛂ":"YA","ꛃ":"NSHA","ꛄ":"KUX",
"ꛅ":"PUX","ꛆ":"NJE","ꛇ":"NTE","ꛈ":"PU","ꛉ":"WU","ꛊ":"PE","ꛋ":"FE","ꛌ":"RU","ꛍ":"LU","ꛎ":"MI","ꛏ":"NI","ꛐ":"RUX","ꛑ":"RE",
"ꛒ":"KEN","ꛓ":"NGKWEN","ꛔ":"NGGA","ꛕ":"NGA","ꛖ":"SHO","ꛗ":"PUE","ꛘ":"FU","ꛙ":"FOM","ꛚ":"WA","ꛛ":"NA","ꛜ":"LI","ꛝ":"PI","ꛞ":"LO",
"ꛟ":"KO","ꛠ":"MBEN","ꛡ":"REN","ꛢ":"MEN","ꛣ":"MA","ꛤ":"TI","ꛥ":"KI","Ꜩ":"TZ","ꜩ":"TZ","Ꜳ":"AA","ꜳ":"AA","Ꜵ":"AO","ꜵ":"AO","Ꜷ":"AU",
"ꜷ":"AU","Ꜹ":"AV","ꜹ":"AV","Ꜻ":"AV","ꜻ":"AV","Ꜽ":"AY","ꜽ":"AY","Ꝏ":"OO","ꝏ":"OO","Ꝡ":"VY","ꝡ":"VY","Ꝥ":"TH","ꝥ":"TH","Ꝧ":"TH",
"ꝧ":"TH","Ꝿ":"NG","ꝿ":"NG","Ꞁ":"LL","ꞁ":"LL","Ꞛ":"AE","ꞛ":"AE","Ꞝ":"OE","ꞝ":"OE","Ꞟ":"UE","ꞟ":"UE","ꟓ":"THTH","ꟕ":"WW","ꠈ":"KH",
"ꠊ":"GH","ꠋ":"NG","ꠍ":"CH","ꠏ":"JH","ꠑ":"TH","ꠓ":"DH","ꠕ":"TH","ꠗ":"DH","ꠚ":"PH","ꠜ":"BH","ꡁ":"KH","ꡃ":"NG","ꡅ":"CH","ꡇ":"NY",
"ꡉ":"TH","ꡍ":"PH","ꡐ":"TS","ꡑ":"TSH","ꡒ":"DZ","ꡔ":"ZH","ꡚ":"SH","ꡥ":"GG","ꡦ":"EE","ꡩ":"TT","ꡪ":"TTH","ꡫ":"DD","ꡬ":"NN","ꡮ":"SH",
"ꢎ":"AI","ꢑ":"AU","ꢓ":"KH","ꢕ":"GH","ꢘ":"CH","ꢚ":"JH","ꢝ":"TH","ꢟ":"DH","ꢢ":"TH","ꢤ":"DH","ꢧ":"PH","ꢩ":"BH","ꣀ":"AI","ꣃ":"AU",
"ꣴ":"MM","ꣵ":"M2","ꣶ":"M3","ꣽ":"OM","ꤋ":"HK","ꤍ":"NG","ꤏ":"HS","ꤑ":"NY","ꤓ":"HT","ꤖ":"HP","ꤞ":"TH","ꤣ":"OE","ꤦ":"UE","ꤧ":"AE",
"ꤪ":"AW","ꤲ":"NG","ꤻ":"NY","ꥂ":"MB","ꥃ":"NGG","ꥄ":"ND","ꥅ":"NYJ","ꥊ":"AI","ꥌ":"AU","ꥍ":"EU","ꥎ":"EA","ꥏ":"NG","ꦁ":"NG","ꦉ":"RE",
"ꦊ":"LE","ꦋ":"LO","ꦍ":"AI","ꦑ":"KH","ꦓ":"GH","ꦔ":"NG","ꦖ":"CH","ꦘ":"JNY","ꦙ":"JH","ꦚ":"NY","ꦜ":"TH","ꦞ":"DH","ꦡ":"TH","ꦣ":"DH",
"ꦦ":"PH","ꦨ":"BH","ꦻ":"AI","ꦽ":"RE","ꧠ":"GH","ꧡ":"CH","ꧢ":"JH","ꧤ":"BH","ꧪ":"GH","ꧬ":"JH","ꧮ":"DH","ꧼ":"DH","ꧾ":"BH","ꨄ":"AI",
"ꨇ":"KH","ꨉ":"GH","ꨊ":"NG","ꨋ":"NG","ꨍ":"CH","ꨏ":"JH","ꨐ":"NY","ꨑ":"NY","ꨒ":"NJ","ꨔ":"TH","ꨖ":"DH","ꨙ":"ND","ꨛ":"PP","ꨜ":"PH",
"ꨞ":"BH","ꨡ":"MB","ꨬ":"EI","ꨰ":"AI","ꨱ":"AU","ꩂ":"NG","ꩃ":"NG","ꩢ":"CH","ꩤ":"JH","ꩧ":"TH","ꩩ":"DH","ꩪ":"DH","ꩴ":"OAY","ꩶ":"HM",
"ꩾ":"CH","ꩿ":"SH","ꪂ":"KH","ꪃ":"KH","ꪈ":"NG","ꪉ":"NG","ꪊ":"CH","ꪋ":"CH","ꪌ":"CHH","ꪍ":"CHH","ꪐ":"NY","ꪑ":"NY","ꪖ":"TH","ꪗ":"TH",
"ꪞ":"PH","ꪟ":"PH","ꪱ":"AA","ꪳ":"UE","ꪵ":"AE","ꪷ":"OA","ꪸ":"IA","ꪹ":"UEA","ꪺ":"UA","ꪻ":"AUE","ꪼ":"AI","ꪽ":"AN","ꪾ":"AM","ꫛ":"KON",
"ꫜ":"NUENG","ꫢ":"CH","ꫥ":"TH","ꫧ":"DH","ꫭ":"AI","ꫮ":"AU","ꫯ":"AU","ꬁ":"THU","ꬂ":"THI","ꬃ":"THA","ꬄ":"THE","ꬅ":"TH","ꬆ":"THO",
"ꬉ":"DHU","ꬊ":"DHI","ꬋ":"DHA","ꬌ":"DHE","ꬍ":"DH","ꬎ":"DHO","ꬑ":"DZU","ꬒ":"DZI","ꬓ":"DZA","ꬔ":"DZE","ꬕ":"DZ","ꬖ":"DZO","ꬠ":"CHE",
"ꬡ":"CHU","ꬢ":"CHI","ꬣ":"CHA","ꬤ":"CHE","ꬥ":"CH","ꬦ":"CHO","ꬨ":"BE","ꬩ":"BU","ꬪ":"BI","ꬫ":"BA","ꬬ":"BE","ꬮ":"BO","ꬱ":"AE",
"ꬼ":"NG","ꭀ":"OE","ꭁ":"OE","ꭂ":"OE","ꭃ":"OO","ꭄ":"OO","ꭈ":"RR","ꭊ":"RR","ꭍ":"SH","ꭐ":"UI","ꭑ":"UI","ꭠ":"IA","ꭡ":"IE","ꭢ":"OE",
"ꭣ":"UO","ꭦ":"DZ","ꭧ":"TS","ꭶ":"GA","ꭷ":"KA","ꭸ":"GE","ꭹ":"GI","ꭺ":"GO","ꭻ":"GU","ꭼ":"GV","ꭽ":"HA","ꭾ":"HE","ꭿ":"HI","ꮀ":"HO",
"ꮁ":"HU","ꮂ":"HV","ꮃ":"LA","ꮄ":"LE","ꮅ":"LI","ꮆ":"LO","ꮇ":"LU","ꮈ":"LV","ꮉ":"MA","ꮊ":"ME","ꮋ":"MI","ꮌ":"MO","ꮍ":"MU","ꮎ":"NA",
"ꮏ":"HNA","ꮐ":"NAH","ꮑ":"NE","ꮒ":"NI","ꮓ":"NO","ꮔ":"NU","ꮕ":"NV","ꮖ":"QUA","ꮗ":"QUE","ꮘ":"QUI","ꮙ":"QUO","ꮚ":"QUU","ꮛ":"QUV",
"ꮜ":"SA","ꮞ":"SE","ꮟ":"SI","ꮠ":"SO","ꮡ":"SU","ꮢ":"SV","ꮣ":"DA","ꮤ":"TA","ꮥ":"DE","ꮦ":"TE","ꮧ":"DI","ꮨ":"TI","ꮩ":"DO","ꮪ":"DU",
"ꮫ":"DV","ꮬ":"DLA","ꮭ":"TLA","ꮮ":"TLE","ꮯ":"TLI","ꮰ":"TLO","ꮱ":"TLU","ꮲ":"TLV","ꮳ":"TSA","ꮴ":"TSE","ꮵ":"TSI","ꮶ":"TSO","ꮷ":"TSU",
"ꮸ":"TSV","ꮹ":"WA","ꮺ":"WE","ꮻ":"WI","ꮼ":"WO","ꮽ":"WU","ꮾ":"WV","ꮿ":"YA","ꯈ":"KH","ꯊ":"TH","ꯐ":"PH","ꯓ":"JH","ꯘ":"GH","ꯙ":"DH",
"ꯚ":"BH","ꯧ":"OU","ꯩ":"EI"
}'::jsonb as plusieurs) t);
end $$;

create or replace function forme_comparable(texte text) returns text
language sql immutable parallel safe
return case when texte ~ '^[A-Z0-9]+( [A-Z0-9]+)*$' then texte
  else trim(regexp_replace(upper(translitterer(texte) collate "C"),
    '[^A-Z0-9\u1100-\u11ff\u3041-\u318f\u31a0-\u31ff\u3400-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]+',
    ' ', 'g')) end;

-- Keys made before are made again where they may be others: a row is written again, its keys and indexes with it.
update personne set nom = nom where nom || nom_naissance || prenom ~ '[^\x01-\x7f]';
insert into mot_nom (mot, son, variantes)
select m.mot, son(m.mot), variantes_mot(m.mot)
from (select distinct unnest(string_to_array(recherche, ' ')) as mot from personne
  where nom || nom_naissance || prenom ~ '[^\x01-\x7f]') m
on conflict do nothing;
update donnee d set conflit = false from donnee r
where d.conflit and r.personne_id = d.personne_id and r.champ = d.champ and r.retenue
  and forme_donnee(d.champ, d.valeur) = forme_donnee(r.champ, r.valeur);
