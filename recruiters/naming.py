"""The words around a name: legal forms, titles, and the words of the question that are not part of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

RecruiterForm = Literal[
    "pt", "cv", "ud", "lpk", "yayasan", "koperasi", "lainnya", "perorangan", "tidak_jelas"
]


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


FORMS: Mapping[str, RecruiterForm] = MappingProxyType(
    {
        "pt": "pt",
        "perseroan": "pt",
        "p3mi": "pt",
        "pjtki": "pt",
        "pptkis": "pt",
        "cv": "cv",
        "ud": "ud",
        "lpk": "lpk",
        "yayasan": "yayasan",
        "yys": "yayasan",
        "koperasi": "koperasi",
        "kop": "koperasi",
        "ksp": "koperasi",
        "ksu": "koperasi",
        "kud": "koperasi",
        "lpks": "lpk",
        "blk": "lpk",
        "bkk": "lpk",
        "bumdes": "lainnya",
        "firma": "lainnya",
        "travel": "lainnya",
        "tour": "lainnya",
        "biro": "lainnya",
        "lembaga": "lainnya",
        "komunitas": "lainnya",
        "paguyuban": "lainnya",
    }
)
"""How a legal form is written; the old words for a licensed company (PJTKI, PPTKIS) stand for a PT."""

TITLES = _set(
    """
    pak bapak bpk bapa bu ibu bang bg abang mas mbak mbk kak kakak om tante paman haji hj sdr sdri cik
    saudara saudari tuan nyonya mr mrs ms mister long ngah usu wak sponsor calo tekong perekrut
    """
)
"""What stands before the name of a person."""

POINTING = _set(
    """
    nya nye ini itu itok tok ito' itu' tu ni dong namanya bernama nama name nma ya iye bername namenye
    """
)
"""What may stand between a form and its name ("PT ini dong: ...")."""

CALLED = _set(
    """
    namanya bernama namenye named called
    """
)
"""What says that a name follows."""

LINKS = _set(
    """
    dari dr di d ke oleh yang yg cabang cab kantor alamat untuk utk buat at from in of
    """
)
"""What ends a name and begins where it is or what it does."""

ABOUT = _set(
    """
    cek check verify confirm ngecek dicek cekkan periksa tanya nanya tanyakan tentang soal agen ejen
    agent agency agensi perusahaan perusahaannya perusahaane ptnya agennya agenne ejennya company
    penyalur penyalurnya about
    """
)
"""What asks for a check, or says what kind of thing the name is."""

PRAISE = _set(
    """
    aman resmi legal asli benar bener betul penipu penipuan tipu bohong palsu abal terpercaya dipercaya
    terdaftar berizin bagus baik jujur bodong real safe licensed registered genuine fake legit scam sah
    betol trdaftar terdapftar berijin gimana bagaimana
    """
)
"""What people ask of a name; part of it only if written like it."""

DOUBTFUL = _set(
    """
    aman benar bener betul bagus baik jujur asli real safe genuine amanah terpercaya baru
    """
)
"""What people ask of a name and what companies are called: only how the question goes on tells which."""

ASKING = _set(
    """
    kah gak ga gk g nggak ngga enggak nda ndak tidak tdk tadak sik bukan atau or ya yah kan not apa
    apakah
    """
)
"""What makes a question of the word before."""

NAMELIKE = _set(
    """
    kerja kita kami sama bersama rumah anak luar negeri hari ibu bapak haji umi indonesia malaysia
    sarawak sambas pontianak jakarta asia singapura taiwan baru lama besar utama desa kampung sekolah
    kasih jual mitra
    """
)
"""Everyday words that companies are called by as well: beside a name they may belong to it."""

RELATED = _set(
    """
    sepupu kawan teman temen tetangga tetanggaku orang urang org bapak ibu kakak abang adik paman bibi
    fb facebook tiktok ig instagram wa kenalan ipar mantan pacar tante om seseorang cewek cowok
    perempuan lelaki laki
    """
)
"""Who is called by a name that follows: a person, no company."""

STOPS = _set(
    """
    apakah apa ape kah gak ga gk g nggak ngga enggak nda ndak tidak tdk tadak sik bukan dong donk sih
    deh kok lah nih tuh ya yah kan punya ada ade bisa bise boleh dan and atau or sama dengan dgn tolong
    tlg mohon please itu ini memang emang sudah sdh udah belum blm is are the does do has have ijin izin
    tbk
    """
)
"""What a name never goes on after."""

OFFICES = _set(
    """
    rt rw kades lurah camat bupati polisi guru ustad kadus dokter presiden petugas admin min
    """
)
"""People who are called by their office: asking about them is no check of a recruiter."""

PLACES = _set(
    """
    malaysia sarawak kuching sibu miri bintulu lundu biawak serikin tebedu kamboja myanmar thailand laos
    taiwan hongkong hong kong singapura brunei arab saudi jepang korea kuala lumpur johor kota kinabalu
    sabah indonesia pontianak sambas pemangkat tebas singkawang jakarta entikong aruk sajingan sanggau
    bengkayang batam kalimantan barat phnom penh kp2mi bp2mi disnaker kjri kbri
    """
)
"""Where people go and come from: written large, but no recruiter."""

COMMON = _set(
    """
    saya sy aku ak aq kamek kami kita kamu anda dia die mereka orang org ada mau nak ingin pengen kerja
    kerje krj work job lowongan loker gaji daftar berangkat brangkat pergi ikut ditawari nawarin
    nawarkan menawarkan menawari ditawarin ditawarkan diajak ajak tawaran tadi kemarin besok sekarang
    malam hari luar negeri negri kata katanya bilang suruh disuruh minta diminta bayar uang duit biaya
    paspor pasport visa kontrak surat umur takut bingung halo hai hi hello assalamualaikum siang pagi
    sore selamat terima makasih maaf permisi oke ok iya tau tahu kenal pernah siapa sape siape mana
    dimana kapan bile berapa brp kenapa knp bagaimana gimana caranya cara lewat lagi aja saja jak juga
    jadi karena kalau kalo klo tapi i me my we you he she they it this that want go going to for with
    what who how when where why can will no not yes know potong nipu nipunya menipu ditipu nyuruh
    nyuruhnya menyuruh ngajak mengajak kirim ngirim mengirim dikirim berangkatkan berangkatin
    memberangkatkan brangkatkan janji janjiin menjanjikan dijanji dijanjikan menjanjiin ngasih dikasih
    telpon nelpon chat dm wa buka bukaan cari nyari mencari rekrut ngerekrut merekrut nerima menerima
    terima diterima datang dateng nawar punye milik jualan jual tutup pindah alamatnya kantornya
    orangnya lokernya lowongannya websitenya izinnya ijinnya nomornya statusnya namanye melalui lwt dgn
    ttg katanye kate madah cakap cerita sering selalu pernah kena makan bawa bawak ambil ngambil tahan
    nahan tagih nagih balikin kembalikan pulangkan dipulangkan suda sdah msh masih skrg skarang kmrn
    kmren tdi nanti nnt cuma cuman hanya sampai sampe smp udh dah dh blum tak mane ke mna bsa bise dpt
    dapat krn krna soalnya dtg ngomong kesini kesana sini sana situ rumahku kampung desa desaku sekolah
    tetanggaku temenku keluargaku trs terus lalu kemudian sebelum sesudah setelah sejak selama kepada
    pada dalam luar ditanya bertanya infonya info informasi mending sebaiknya gajinya biayanya daftarnya
    mulai jd emg emang rasanya kayaknya keknya kayak kayanya sepertinya kali ternyata bru barusan
    skalian sekalian sih dech has have had did been being says said told asked paid sent took charging
    charges wants offers offering sending recruiting recruits hiring hires asking their my our your his
    her them us any some really still already now today yesterday tomorrow before after because so but
    please tell whether if think offered a an was anak adik kakak suami istri teman tetangga tempat
    rumah hp nomor nomer wa sip3mi sippmi telepon gmn gmna bgmn bagaimna msih msh masi bs bsa pny pnya
    nang iye memiliki mempunyai proses jalan masuk berdiri aktif statusnya valid atas penempatan
    konfirmasi via bnr ijinnya situ lwt kmrin ngambek bawak dicek
    """
)
"""Everyday words: written small, they belong to the sentence and not to a name."""
