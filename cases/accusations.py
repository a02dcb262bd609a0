"""Word lists of `cases.conflict`: who can be accused, which words accuse, which words only ask for help.

Every entry, set apart by semicolons, is a regular expression over lower-case words, matched between word
boundaries. Institutions follow annex I of Perbup Sambas 8/2016 with the names people use today.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from language.reading import Queue


def _words(listed: str) -> tuple[str, ...]:
    return tuple(entry.strip() for entry in listed.split(";"))


UNKNOWN_OFFICIAL: Final = "pejabat"

# Unit -> names. Order is the order of the answer.
UNITS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "polres": _words(r"""
            polisi(?:nya)? ; polis ; polsek(?:nya)? ; polres(?:nya)? ; polda ; kapolsek ; kapolres ;
            kanit ; kasat ; brimob ; bhabin(?:kamtibmas)? ; babinkamtibmas ; reskrim ; intel ; satpol pp ;
            satpol ; aparat(?:nya)?(?! desa| kampung| dusun| kecamatan) ; penegak hukum ; jaksa ; hakim ;
            police(?:man|men| officers?)? ; cops?
        """),
        "imigrasi": _words(r"""
            imigrasi(?:nya)? ; imigresen ; immigration(?: officers?)? ;
            petugas (?:plbn|perbatasan|pos lintas batas) ; orang plbn ; bea cukai
        """),
        "desa": _words(r"""
            kades(?:nya)? ; kepala desa(?:nya)? ; kepala kampung ; kepala dusun ; kadus(?:nya)? ;
            lurah(?:nya)? ; sekdes ;
            (?:aparat|perangkat|pegawai|orang|staf|pejabat) (?:desa|kampung|kelurahan) ; pak rt ;
            ketua rt ; village heads?
        """),
        "kecamatan": _words(r"""
            camat(?:nya)? ; sekcam ; (?:pegawai|orang|staf|pejabat) (?:kantor )?(?:kecamatan|camat)
        """),
        "dinas_sosial": _words(r"""
            dinsos(?:naker\w*)? ; dinas sosial ; disnaker\w* ; dinas tenaga kerja ; depnaker
        """),
        "dinas_kesehatan": _words(r"""
            dinkes ; dinas kesehatan ; puskesmas ; (?:orang|pegawai|petugas) (?:rsud|rumah sakit)
        """),
        "dinas_pendidikan": _words(r"""
            dinas pendidikan ; disdik\w* ; kepala sekolah ; kepsek
        """),
        "dinas_perempuan": _words(r"""
            d?p3ap2kb ; dinas perempuan\w* ; bppkb ; uptd ppa ; p2tp2a
        """),
        "dinas_dukcapil": _words(r"""
            du?kcapil ; disdukcapil ; catatan sipil ; capil
        """),
        "dinas": _words(r"""
            dinas(?! sosial| kesehatan| pendidikan| tenaga| perempuan) ; pegawai negeri ; pns ; asn ;
            pemda ; (?:pegawai|orang|pejabat) pemda
        """),
        "p4mi": _words(r"""
            p4mi ; bp3mi ; bp2mi ; kp2mi ; bp[24]tki ; bnp2tki
        """),
        "satgas": _words(r"""
            satgas(?:nya)? ; satuan tugas
        """),
        "gugus_tugas": _words(r"""
            gugus tugas ; (?:petugas|admin|operator) (?:hotline|suar|pengaduan) ; wakil bupati ; wabup ;
            bupati ; task force
        """),
        "tni": _words(r"""
            tni ; tentara(?:nya)? ; askar ; koramil ; kodim ; danramil ; babinsa ; pamtas ; soldiers? ;
            army
        """),
    }
)

# Which queues an accused unit sits in, or leads (annex I): they do not see the case until a human says
# otherwise. Kasat Reskrim is vice coordinator of hukum; Wasdak Imigrasi, Camat, APDESI and BP2TKI are members
# of pencegahan. The one police seat in sosial is kept away by its officer's own unit (`cases.ladder`), not by
# closing that queue: a returning person would pay for it. Soldiers and village task units sit in no queue.
HIDES: Final[Mapping[str, frozenset[Queue]]] = MappingProxyType(
    {
        "polres": frozenset({Queue.HUKUM}),
        "imigrasi": frozenset({Queue.PENCEGAHAN}),
        "desa": frozenset({Queue.PENCEGAHAN}),
        "kecamatan": frozenset({Queue.PENCEGAHAN}),
        "dinas_sosial": frozenset({Queue.SOSIAL}),
        "dinas_kesehatan": frozenset({Queue.KESEHATAN}),
        "dinas_pendidikan": frozenset({Queue.PENCEGAHAN}),
        "dinas_perempuan": frozenset({Queue.KERJASAMA}),
        "dinas_dukcapil": frozenset({Queue.PENCEGAHAN}),
        "dinas": frozenset({Queue.PENCEGAHAN, Queue.KESEHATAN, Queue.SOSIAL, Queue.KERJASAMA}),
        "p4mi": frozenset({Queue.PENCEGAHAN, Queue.SOSIAL}),
        "satgas": frozenset(),
        "gugus_tugas": frozenset(set(Queue) - {Queue.SEKRETARIAT}),
        "tni": frozenset(),
        UNKNOWN_OFFICIAL: frozenset(),
    }
)

# Words that end a thought: what stands behind them is somebody else's deed.
CLAUSE_ENDS: Final = _words(r"""
    kalau ; kalo ; klo ; supaya ; agar ; if
""")

# Deeds that accuse whoever stands before them.
ACTING: Final = _words(r"""
    ikut main ; ikut ambil ; ikut jual ; ikut serta ; ikut bawa ; ikut urus ; ikut dalam ; bermain ;
    ikut terlibat ; terlibat ; kongkalikong ; kong kali kong ; main mata ; tutup mata ; bekerja ?sama ;
    kerja ?sama ; sekongkol ; bersekongkol ; (?:mem|di)?bekingi?n? ; (?:mem|di)?backing\w* ;
    pelindung(?:nya)? ; melindungi (?:calo|agen|tekong|pelaku|bos|mereka) ;
    sudah (?:di ?atur|di ?bayar|di ?suap|tahu semua|tau semua) ; udah (?:di ?atur|di ?bayar|di ?suap) ;
    (?:di)?suap ; terima (?:uang|duit|suap|setoran) ;
    (?:di)?minta(?:i|in)? (?:uang|duit|bayaran|jatah|setoran|suap|rp|juta|\d+)\w* ;
    mintak? (?:uang|duit) ; minta (?:saya |kami )?(?:bayar|tidur|dilayani|layani) ; pungli ; peras ;
    memeras ; pemeras\w* ; setoran ; bagi hasil ; dapat (?:bagian|jatah|komisi|setoran) ;
    punya anak buah ; anak buah(?:nya)? ;
    (?:yang )?(?:punya|jadi|juga) (?:calo|agen|tekong|sponsor|penampungan) ;
    (?:men)?jual (?:orang|anak|saya|kami|adik|perempuan|gadis)\w* ; (?:me)?mukul ;
    pukul(?:i|in)? (?:saya|kami|dia|adik) ; (?:mem)?perkosa ; rogol ; melecehkan ; (?:menyekap|sekap) ;
    pelaku(?:nya)? ; orang dalam ; korup\w* ; bribed?s? ; (?:is|are|was|were) (?:also )?involved ;
    corrupt\w* ; (?:asked?|asks|asking) (?:us |me |them )?for money ;
    (?:took|takes|take) (?:our |my |the )?money ;
    works? (?:together )?with (?:the )?(?:agents?|brokers?|traffickers?|smugglers?) ;
    protects? (?:the )?(?:agents?|brokers?|traffickers?|smugglers?|them) ;
    di ?kasih (?:uang|duit|amplop) ; (?:terima|dapat) amplop ; (?:me)?ngumpul\w* (?:orang|anak|warga) ;
    kumpulk?an (?:orang|anak|warga|gadis) ; (?:men)?cari(?:kan)? (?:orang|anak|gadis|warga) (?:untuk|buat) ;
    (?:me|nge|ng)?kirim(?:kan)? (?:orang|anak|gadis|warga|perempuan|kami|saya) ;
    ikut (?:cari|mencari|kumpul\w*|kirim|rekrut|ajak|tampung|antar|jaga|menjaga|jemput) ;
    (?:surat|umur|paspor|ktp|kk|dokumen|ijazah|data) palsu ; (?:me)?malsuk?in ; (?:me)?(?:m|p)alsukan ;
    (?:serahkan|kembalikan|pulangkan|antar|jual) (?:\w+ )?(?:ke|kepada|sama) (?:majikan|bos|agen|calo) ;
    (?:serahkan|kembalikan|pulangkan|antar|jual) (?:\w+ )?(?:ke|kepada|sama) (?:tauke|tekong|mucikari) ;
    (?:teman|kawan|saudara|keluarga|kenalan)(?:nya)? (?:bos|calo|agen|majikan|pelaku|tekong) ;
    (?:me)?(?:n)?jaga(?:i|in)? (?:rumah|tempat|penampungan|gudang|kami) ;
    (?:ambil|pungut|tarik|potong|palak) (?:uang|duit) ; (?:mem)?biarkan (?:calo|mobil|mereka) ;
    per (?:kepala|orang) ; tumpangan ; tanpa (?:lihat|periksa|cek|diperiksa) ; (?:di)?cabul\w* ; (?:me)?nipu ;
    (?:jadi|sebagai) perantara ; punya (?:pt|penampungan|usaha) ; bocor\w* ;
    (?:meng|ng)?ancam (?:saya|kami|keluarga) ; di belakang(?:nya)? (?:mereka|dia|calo|semua)
""")

# Deeds that accuse unless the words around them tell of a rescue.
CARRYING: Final = _words(r"""
    yang (?:mem)?bawa ; yg (?:mem)?b(?:a)?wa ; yang (?:meng)?antar ; yg (?:meng)?antar ;
    yang (?:men)?jemput ; yg (?:men)?jemput ; yang (?:meng)?(?:urus|ngurus|uruskan) ;
    yg (?:meng)?(?:urus|ngurus) ; yang (?:meng|nga)?(?:ajak|jak) ;
    yang (?:me)?(?:rekrut|kirim|ngirim|mengirim|memberangkatkan|berangkatkan) ; yang (?:me)?loloskan ;
    (?:me)?loloskan ; (?:me)?nampung ; menampung ; penampungan ; tempat tampung\w* ;
    (?:meng|nga)?ajak (?:kerja|anak|warga) ; rekrut ; merekrut ;
    (?:who|that) (?:took|brought|drove|recruited|sold) (?:us|me|them|her|him) ;
    (?:yang|yg) (?:me)?n?tampung
""")

# Words before a mention that accuse it: the deed suffered, or the money that flowed.
BEFORE: Final = _words(r"""
    (?:di)?beking(?:i|in)? ; bekingan(?:nya)? ; (?:di)?backing(?:i|in)? ; backingan(?:nya)? ; dilindungi ;
    kongkalikong ; sekongkol ; (?:be)?kerja ?sama ; suap ; menyuap ; nyuap ; (?:meny|ny|s)ogok ;
    setor(?:an)? ; (?:di)?peras ; dimintai? (?:uang|duit) ; dimintain (?:uang|duit) ; dipukul(?:i|in)? ;
    diperkosa ; dirogol ; dilecehkan ; dipaksa ; dijual ; disekap ; direkrut ; diajak ; orang dalam ;
    anak buah(?:nya)? ; sudah bayar ; bribed? ; paid off ; protected by ;
    jangan (?:sampai )?(?:kasih|kasi|beri)? ?(?:tau|tahu|tahukan|bilang|sampaikan|teruskan) ;
    tidak percaya ; gak percaya ; ga percaya ; don't (?:tell|inform) ;
    dicabuli ; dianiaya ; disiksa ; ditipu ; dihamili ; dipalak ; dipungli ; diancam ; digilir
""")

# Who somebody is said to be: "calonya polisi", "yang bawa kami anggota tentara".
IDENTITIES: Final = _words(r"""
    calo(?:nya)? ; agen(?:nya)? ; ejen(?:nya)? ; tekong(?:nya)? ; taikong(?:nya)? ; sponsor(?:nya)? ;
    pelaku(?:nya)? ; bos(?:nya)? ; majikan(?:nya)? ; perekrut(?:nya)? ; sopir(?:nya)? ; supir(?:nya)? ;
    (?:yang|yg) (?:mem)?bawa ; (?:yang|yg) (?:men)?jemput ; (?:yang|yg) (?:meng)?antar ;
    (?:yang|yg) (?:meng|nga)?ajak ; (?:yang|yg) (?:meng|ng)?urus ; (?:yang|yg) (?:me)?rekrut ;
    (?:yang|yg) punya ; (?:yang|yg) jual ; broker ; agent ; recruiter
""")
LINKS: Final = _words(r"""
    itu ; ini ; adalah ; ternyata ; katanya ; memang ; seorang ; anggota ; mantan ; juga ; kerabat ;
    istri ; suami ; anak ; adik ; kakak ; keponakan ; saudara ; ipar ; temannya ; saya ; sy ; aku ; kami ;
    kita ; mereka ; dia ; orang ; pak ; bapak ; bu ; ibu ; si ; is ; was ; a ; an ; the ; punya ; dekat ;
    sendiri ; dulu ; malah ; kok ; kantor ; di ;
    kenal ; kenalan ; teman ; kawan ; temannya ; sama ; dengan ; keluarga ;
    orang kepercayaan ; kepercayaan ; mengaku ; ngaku ; bilang dia
""")

# Whoever is asked for help is no suspect.
HELPERS: Final = _words(r"""
    (?:me)?lapor(?:kan|in|an)? ; dilapor(?:kan|in)? ; mengadu ; adukan ; panggil ; telepon ; telpon ;
    telp ; hubungi ; menghubungi ; minta tolong ; minta bantuan ; bantuan ; tolong ; datang ke ;
    pergi ke ; lari ke ; ke ; kantor ; pos ; lewat ; melalui ; surat ; izin ; ijin ; ditangkap ;
    diamankan ; dibantu ; ditolong ; diselamatkan ; takut ; cari ; butuh ; report(?:ed)? (?:it )?to ;
    call(?:ed)? ; went to ; helped by ; arrested by ; kejar ; dikejar
""")
FILLERS: Final = _words(r"""
    oleh ; sama ; dari ; dengan ; ke ; kepada ; pada ; di ; si ; itu ; ada ; juga ; para ; pak ; bapak ;
    bu ; ibu ; orang ; anggota ; petugas ; kantor ; seorang ; pihak ; mantan ; pejabat ; pegawai ; by ;
    the ; to ; a ; an ; polisi ; polres ; dan ; atau
""")

# Whoever is brought by an official is helped, unless the road itself accuses.
ESCORTED: Final = _words(r"""
    diantar ; dijemput ; dibawa ; dikawal ; diloloskan ; escorted ; driven
""")
ILLICIT_ROADS: Final = _words(r"""
    jalan (?:tikus|belakang|hutan) ; (?:me)?nyeb[e]?rang ; tanpa (?:cap|paspor)
""")

# A helper who turns out to be one of them: "lapor polisi malah dimintai uang".
TURNS: Final = _words(r"""
    malah ; malahan ; justru ; tapi ; tetapi ; ternyata ; but ; eh
""")

NEGATIONS: Final = _words(r"""
    tidak ; tak ; tdk ; gak ; ga ; nggak ; enggak ; bukan ; bkn ; belum ; not ; no ; isn't
""")

# Somebody else between the mention and the deed: the deed is theirs ("polisi cari calo yang bawa adik saya").
ACTORS: Final = _words(r"""
    calo ; agen ; ejen ; tekong ; taikong ; sponsor ; bos ; majikan ; mandor ; pelaku ; penipu ;
    tetangga ; suami ; istri ; pacar ; teman ; agent ; broker ;
    apa ; mana
""")

RESCUE: Final = _words(r"""
    selamatkan ; menyelamatkan ; menolong ; nolong ; bantu ; membantu ; mengamankan ; amankan ; bebaskan ;
    membebaskan ; pulangkan ; memulangkan ; shelter ; rumah aman ; rumah sakit ; puskesmas ; gerebek ;
    menggerebek ; tangkap ; menangkap ; rescued ; helped
""")

# Officials whose unit nobody named. "oknum" in itself says: one of them did wrong.
STANDALONE: Final = _words(r"""
    oknum ; orang dalam ;
    (?:pejabat|petugas)(?:nya)? (?:\w+ )?(?:terlibat|ikut main|sudah di ?atur|sudah di ?bayar) ;
    (?:pejabat|petugas)(?:nya)? (?:\w+ )?minta (?:uang|duit) ; di ?beking(?:i|in)? ;
    di ?backing(?:i|in)? ; ada beking(?:an|nya)? ; ada backing(?:an|nya)? ; semua(?:nya)? sudah di ?atur ;
    corrupt official\w*
""")
