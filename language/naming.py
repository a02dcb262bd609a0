"""Words that stand around people's names in Indonesian, Malay and English, and words that are no names."""

from __future__ import annotations

from typing import Final

from language.normalise import squeeze


def _words(rows: str) -> frozenset[str]:
    return frozenset(squeeze(word) for word in rows.split())


#: Before a name: forms of address, ranks, kin.
TITLES: Final = _words(
    "pak bpk bapak bapa pk bu ibu ibuk buk bang bg bng kak mas mbak mba mbk ustad ustadz ustaz ustadzah "
    "kyai kiai haji hj hajah encik cik dato datok datuk datin koh ko cici sdr sdri si"
)
#: Before a name only when they are written large, because in small letters they are other words.
LARGE_TITLES: Final = _words("h hj dr drs ir kh prof")
#: The same, but in small letters the word after them is rarely a name: "adek tekunci", "madam goes".
KIN: Final = _words(
    "kakak abang om tante paman bibi pakcik makcik pakde bude saudara saudari adik adek dek dik miss sir "
    "madam uncle aunty tuan nyonya nona mr mrs ms puan"
)
#: They announce a name, whatever comes next.
NAMING: Final = _words("bernama named dipanggil panggilan")
#: They announce a name, or speak of names in general.
NAME_WORDS: Final = _words("nama namanya namaku nm nme nma name namenye namanye")
#: Between such a word and the name: whose name it is.
WHOSE: Final = _words(
    "saya sy aku ku gue dia ia nya beliau kami adalah yaitu is lengkap asli panggilan aslinya lengkapnya "
    "majikan majikannya bos bosnya boss agen agennya calo calonya perekrut perekrutnya sponsor pelaku "
    "pelakunya korban korbannya anak anaknya adik adiknya kakak kakaknya abang suami suaminya istri "
    "istrinya teman temannya ibu ibunya bapak bapaknya ayah orang orangnya tekong mandor sopir"
)
#: After whose the name is the sender's own word for it, also if it means something else ("Bunga", "Bulan").
OWN: Final = _words("saya sy aku ku gue dia ia adalah yaitu is lengkap asli")
#: Before the name of a street, a hamlet or a house.
STREETS: Final = _words(
    "jl jln jalan gg gang lorong lrg dusun dsn kampung kp kompleks komplek perumahan perum"
)
#: Of these the small-letter forms are also verbs or belong to what people say of a road.
LARGE_STREETS: Final = _words("jalan kampung lorong")
#: Before the name of a village.
VILLAGE: Final = _words("desa ds dusun dsn kampung kp kades")
#: Before a place, so that even an everyday word may be one.
WHERE: Final = VILLAGE | _words("di ke dari d k dr kec kecamatan pulau daerah dekat lewat sampai menuju")

#: What follows a title or a name word and is no name: what somebody is, and the words of every sentence.
NO_NAMES: Final = _words(
    "polisi camat lurah kades desa dusun rt rw guru dokter bidan perawat hakim jaksa bupati gubernur "
    "presiden kapolres kapolsek babinsa tentara tni polri petugas admin bos majikan mandor agen calo "
    "sopir supir satpam kepala ketua sekretaris ustad haji imam pendeta pastor comblang kandung tiri "
    "angkat ipar bungsu sulung hamil rumah tangga muda tua besar kecil baik palsu samaran lain sendiri "
    "perusahaan pt cv kontak kapal toko bank sekolah tempat kampung jalan raya belakang tikus kaki "
    "halaman kosong tol negara orang teman perempuan laki laki2 cowok cewek anak adik kakak abang ibu "
    "bapak ayah mamak emak nenek kakek paman bibi saudara sepupu keponakan suami istri mertua cucu saya "
    "sy aku ku gue kami kita dia ia mereka kamu kau anda beliau ini itu tu ni yang yg dan atau tapi "
    "tetapi karena krn kalau kalo klo jika bila agar supaya untuk utk buat dengan dgn dg sama dari dr di "
    "ke pada oleh tentang sejak sampai adalah ialah ada tidak tdk tak ndak nda enggak nggak gak ga bukan "
    "belum blm sudah sdh udah telah akan mau ingin bisa boleh harus perlu sedang lagi masih juga jg saja "
    "aja cuma hanya pun lah kah kan dong sih ya iya yah oh halo hai tolong tlg mohon minta tanya maaf "
    "permisi terima kasih makasih selamat pagi siang sore malam besok kemarin kemaren tadi sekarang skrg "
    "hari minggu bulan tahun jam apa siapa kapan mana dimana kemana bagaimana gimana mengapa kenapa "
    "berapa banyak semua setiap tiap para nya the a of in at and to from my his her is was not who said "
    "bilang kata katanya tahu tau lupa dicatat tercatat terdaftar ditulis dipakai diganti diubah "
    "dirahasiakan saye kamek kame kmk kmek kamk kk kite kitak kittak die nye ye dolok dolo dolu maseh "
    "mane ape sape gik agik nak pon mun daan sik jak nang tok inyan isok nanyak due tige limak belas "
    "sepuloh urang umak uwak itok ito same ngan ade dah dak nok maok mok bise"
)
#: Written large for another reason than that they are names.
LARGE: Final = _words(
    "senin selasa rabu kamis jumat sabtu minggu januari februari maret april mei juni juli agustus "
    "september oktober november desember natal lebaran ramadan ramadhan idul fitri allah tuhan alloh "
    "islam kristen katolik muslim assalamualaikum waalaikumsalam wr wb indonesia malaysia melayu dayak "
    "jawa bugis tionghoa cina wni wna tki tkw tkl pmi cpmi tkiln p3mi pjtki pptkis bp2mi bp3mi kp2mi "
    "bnp2tki uptd ppa polres polsek polda kbri kjri kri imigrasi disnaker dinsos kpai komnas lbh ktp kks "
    "akta skck sim bpjs nik npwp pt cv ud tbk hp hape wa wag sms fb ig yt gps dm pm vc cs ok oke sos pin "
    "otp rp rm usd idr sgd myr atm bca bri bni sd smp sma smk mts sambas kalbar kalimantan whatsapp "
    "telegram facebook instagram tiktok youtube messenger wechat line michat google maps shopee "
    "tokopedia covid hiv aids tbc vip spa ya ham ri wib wita wit am mbak pak bu bapak ibu anda saya aku "
    "kami i monday tuesday wednesday thursday friday saturday sunday ahad january february march may "
    "june july august october december english indonesian abk plb ltsa sip2mi sip3mi ngo ac tb spbu cod "
    "lpk lsm bap hrd bpbd dukcapil pemda kadus xii km"
)
#: Countries and cities beyond every gazetteer, as people of the region write them.
FAR: Final = _words(
    "kemboja kemboje kamboja kambja cine china bruney brunei brunai pilipina filipina philippines india "
    "manila taiwan taichung taoyuan kaohsiung taipei hongkong singapura singapore jakarta surabaya bali "
    "bangkok thailand borneo kanada labuan natuna kupang lahad datu myanmar laos vietnam dubai arab "
    "saudi qatar kuwait oman yordania suriah irak turki jepang korea hebei henan australia batam medan "
    "makassar bandung semarang ntt ntb serawak sarawak sabah johor pulau pinang"
)
#: Given names that are common in the region and, but for those the lexicon knows, mean nothing else.
COMMON: Final = _words(
    "siti budi agus dewi sri ahmad muhammad muhamad mohammad mohamad muh nur nurul joko rina anto yanti "
    "susi susanti susanto rohana kartini abdul abdullah hendra ani dwi yusuf ibrahim maria yohanes "
    "paulus petrus acong aminah fatimah dian ratna wahyu bayu eko sulaiman usman umar ali hasan husin "
    "rudi dedi deni doni iwan tono tini lina andi anton ari arif asep aisyah ayu bambang beni darma "
    "didik dina edi endang erna eva gunawan hadi halimah hamid hartono heri herman ida irfan ismail "
    "jamal jamilah juliana juni kurniawan lilis lia marlina mariana mariam maimunah mira mulyadi mutia "
    "nani neneng ningsih novi nova nuraini nurhayati rahmat rahmawati ramli ridwan rini rita riski rizki "
    "rizky rizal robi roni rosa rosmini rusli safitri saiful salim samsul santi satria septi sinta sukma "
    "sumarni suparman supriadi suryani suryadi sutrisno syahrul tatik titin tuti udin ujang uray utin "
    "vera wati wawan widodo winda wiwik yadi yani yanto yati yeni yudi yuli yuliana yuni zainal zulkifli"
)
#: A dot after these ends no sentence.
SHORT: Final = _words(
    "pak bpk bu sdr sdri dr drs ir prof hj kh no jl jln gg kec kab kel ds dsn kp tn ny rp st"
)
