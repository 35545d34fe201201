"""Which scheme an alias of a qcode stands for: the IPTC's catalog as a table, and catalogs inside an item.

In: the alias and code of a qcode, and the `catalog` elements of an item. Out: the URI of the concept, which
is that of the scheme followed by the code (NewsML-G2 2.35, section 5.1). Nothing is fetched: an alias that neither
the item nor this table knows stays an alias.

The table was learned from the IPTC's catalog 41 (2025-04-30, 147 schemes, all of them). Feeds still name catalogs
3 to 25, whose aliases are taken for the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SCHEMES", "concept_uri"]

NEWSCODES: Final = "http://cv.iptc.org/newscodes/"
"""Where the IPTC's own vocabularies are; most are called by the alias."""
MAPPED: Final = "http://cvx.iptc.org/"
"""Where the IPTC keeps names for vocabularies of others."""

NEWSCODES_SCHEMES: Final = """
altidrole aoprop=aoproperty/ app=application/ aspfacet=asportfacet/ aspfacetvalue=asportfacetvalue/ acdc=audiocodec/
authoritystatus catinat=catinature/ chprop=characteristicsproperty/ cinat=cinature/ colsp=colorspace/
colin=colourindicator/ ctech=commtech/ cptdefrole=conceptdefinitionrole cptnoterole=conceptnoterole/
crel=conceptrelation/ conf=confidence/ ciprol=contactinfopartrole/ cwarn=contentwarning/ ctrol=contributorrole/
cpnat=cpnature/ cpprole=contentprodpartyrole/ drol=descriptionrole/ digsrctype=digitalsourcetype/ dimensionunit
ednoterole=ednoterole dummy erol=edrole/ encd=encoding/ entityprop=entityproperty/ ecirol=eventcontactinforole/
edconf=eventdateconfirm/ eocstat=eventoccurstatus/ eorol=eventorganiserrole/ eprol=eventparticipantrole/
eregrol=eventregrole/ fisymtype=financialinstrumentsymboltype/ frmt=format/ gen=generic/ genre hashscope hashtype
hopaction hatarget=hopactiontarget/ howextr=howextracted/ howpr=howpresent/ ikos imgregrole=imageregionrole/
imgregtype=imageregiontype/ impt=importance/ isrol=infosourcerole/ irel=itemrelation/ irep=itemrepresentation/
lbtyp=labeltype/ lrol=languagerole/ loutorient=layoutorientation/ loctyp=location/ medtop=mediatopic/
mtyp=mediatype/ medtype=mediatype1/ nprt=namepart/ nrol=namerole/ ncostat=newscoveragestatus/ nityp=newsitemtype/
nmsig=newsmsgsignal/ nprod=newsproduct/ nprov=newsprovider/ ninat=ninature/ not=notation/ oito=ofinterestto/
pgrmod=pkggroupmode/ plinat=plinature/ prio=priority/ prodgenre=productgenre/ prop=property/ prov=provider/
stat=pubstatusg2/ rtype=ratertype/ rcalctype rel=relevance/ rnd=rendition/ riaspect rightsprop=rightsproperty/
riscope role1 rscaleunit scn=scene/ sev=severity/ sig=signal/ pst1=status1/ subj=subjectcode/ squ=subjectqualifier/
timeunit tone tpctyp=topictype/ trustindicator urgy=urgency/ useracttype=useractiontype/ valfmt=valueformat/
vcdc=videocodec/ videodef=videodefinition/ ivqu=videoqualifier/ sov=videoscaling/ why=whypresent/
wldreg=worldregion/
"""
"""Aliases of the IPTC's vocabularies; after `=` what follows `NEWSCODES` where it is not the alias and a slash."""
MAPPED_SCHEMES: Final = """
a1312cat=anpa1312-category/ a1312prio=anpa1312-priority/ a1312svc=anpa1312-servicelevel/ a1312vers=anpa1312-version/
bcp47 cusip figi gics isin mic=iso10383-mic/ iso3166-1a2 iso3166-1a3 iso3166-2 iso4217a iso4217n parasport secst
sedol ticker tidm googletopicsv1 googletopicsv2 iabcontent20 iabcontent21 iabcontent22 iabcontent30 iabaudience10
iabadproduct10 iabadproduct20
"""
"""The same for `MAPPED`."""
OTHER_SCHEMES: Final = """
dbpedia=http://dbpedia.org/resource/
freebase=http://www.freebase.com
geonames=http://sws.geonames.org/
geonameshttps=https://sws.geonames.org/
mb-artist=http://musicbrainz.org/artist/
mb-label=http://musicbrainz.org/label/
mb-recording=http://musicbrainz.org/recording/
mb-release=http://musicbrainz.org/release/
mb-releasegroup=http://musicbrainz.org/release-group/
mb-work=http://musicbrainz.org/work/
plus=http://ns.useplus.org/ldf/vocab/
skos=http://www.w3.org/2004/02/skos/core#
wikidata=http://www.wikidata.org/entity/
"""
"""Vocabularies of others under their own addresses."""


def read_table(table: str, base: str) -> dict[str, str]:
    """Read a table of aliases.

    >>> read_table("genre medtop=mediatopic/", "http://example.com/")
    {'genre': 'http://example.com/genre/', 'medtop': 'http://example.com/mediatopic/'}
    """
    rows = (row.partition("=") for row in table.split())
    return {alias: base + (path or f"{alias}/") for alias, _, path in rows}


SCHEMES: Final[Mapping[str, str]] = {
    **read_table(NEWSCODES_SCHEMES, NEWSCODES),
    **read_table(MAPPED_SCHEMES, MAPPED),
    **read_table(OTHER_SCHEMES, ""),
}
"""The URI of each scheme by its alias."""

RE_PLAIN_CODE: Final = re.compile(r"[\w.~!$&'()*+,;=:@/\-]+", re.ASCII)
"""Codes that stand in a URI as they are (RFC 3986, section 3.3)."""


def concept_uri(alias: str, code: str, own: Mapping[str, str]) -> str:
    """Give the URI of a concept; nothing where the scheme is unknown, or the code would have to be escaped.

    Args:
        alias: of the scheme.
        code: within the scheme.
        own: schemes that the item itself declares; they come first.

    >>> concept_uri("medtop", "20000523", {}), concept_uri("own", "1", {"own": "http://example.com/#"})
    ('http://cv.iptc.org/newscodes/mediatopic/20000523', 'http://example.com/#1')
    >>> concept_uri("unknown", "1", {}), concept_uri("medtop", "a b", {})
    ('', '')
    """
    scheme = own.get(alias) or SCHEMES.get(alias, "")
    return scheme + code if scheme and RE_PLAIN_CODE.fullmatch(code) else ""
