"""Words that tell no story from another: those of four letters and more in over 6 % of the stories of the corpus."""

from simulator.answer.words import word_set

COMMON_WORDS = word_set(
    "about across actually added after again against agreed alone already also always another anybody anyone "
    "anything anyway around asked asking average away back bank basically because been before behind being better "
    "between board both bring brought build building built call called calls came can't change changed check "
    "closed code come company contract cost costs could couldn't counted customer customers data date days "
    "decided desk didn't different director does doesn't doing don't done down each eight eleven else engineer "
    "euros even evening ever every everybody everyone everything felt fifty finance find fine first five fixed "
    "floor form forty found four fourteen friday from front full gave gets getting give goes going gone good "
    "group half hand have he'd head home honestly hour hours hundred i'll i've idea instead into isn't it'd just "
    "keep kept kind knew know last late later lead learned leave left like line lines list little live long look "
    "looked looking lost lunch made make manager maybe mean million mine minutes monday month months more morning "
    "most mostly moved much myself name nearly need needed never next night nine nineteen ninety nobody nothing "
    "noticed number office okay once ones only open opened order other others ours over page pages paid paper "
    "part people percent person phone picked place plan point problem product quarter question quite rather read "
    "reading real really release report rest right room round rule running runs said same screen second seen send "
    "senior sent service seven she'd shift should showed side since single sixty small software some somebody "
    "someone something sort spring staff start started still stop stopped sure system table take taken talked "
    "team teams tell test than that their theirs them then there these they they'd they're thing things think "
    "third thirty this those thought thousand three through ticket time times together told took tried turned "
    "twelve twenty twice under until used version very wait waiting walked want wanted wasn't we'd we're week "
    "weeks well went were weren't what when where whether which while who'd whole with without work worked "
    "working would would've write writing wrong wrote yeah year years "
)
