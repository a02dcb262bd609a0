"""The words around a name: legal forms, titles, and the words of the question that are not part of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

RecruiterForm = Literal["pt", "cv", "ud", "lpk", "yayasan", "koperasi", "perorangan", "tidak_jelas"]


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
    }
)
"""How a legal form is written; the old words for a licensed company (PJTKI, PPTKIS) stand for a PT."""

TITLES = _set(
    """
    pak bapak bpk bapa bu ibu bang bg abang mas mbak mbk kak kakak om tante paman haji hj sdr sdri
    saudara saudari tuan nyonya mr mrs ms mister long ngah usu wak sponsor calo tekong perekrut
    """
)
"""What stands before the name of a person."""

POINTING = _set(
    """
    ini itu itok tok ito' itu' dong namanya bernama nama nma ya bername namenye
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
    cek check ngecek dicek cekkan periksa tanya nanya tanyakan tentang soal agen ejen agent agency
    agensi perusahaan company penyalur about
    """
)
"""What asks for a check, or says what kind of thing the name is."""

PRAISE = _set(
    """
    aman resmi legal asli benar bener betul penipu penipuan tipu bohong palsu abal terpercaya
    dipercaya terdaftar berizin bagus baik jujur bodong real safe licensed registered genuine fake
    scam gimana bagaimana
    """
)
"""What people ask of a name; part of it only if written like it."""

STOPS = _set(
    """
    apakah apa ape kah gak ga gk g nggak ngga enggak nda ndak tidak tdk tadak sik dong donk sih deh
    kok lah nih tuh ya yah kan punya ada ade bisa bise boleh dan and atau or sama dengan dgn tolong
    tlg mohon please itu ini memang emang sudah sdh udah belum blm is are the does do has have ijin
    izin tbk
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
    malaysia sarawak kuching sibu miri bintulu lundu biawak serikin tebedu kamboja myanmar thailand
    laos taiwan hongkong hong kong singapura brunei arab saudi jepang korea kuala lumpur johor kota
    kinabalu sabah indonesia pontianak sambas pemangkat tebas singkawang jakarta entikong aruk
    sajingan sanggau bengkayang batam kalimantan barat phnom penh kp2mi bp2mi disnaker kjri kbri
    """
)
"""Where people go and come from: written large, but no recruiter."""

COMMON = _set(
    """
    saya sy aku ak aq kamek kami kita kamu anda dia die mereka orang org ada mau nak ingin pengen
    kerja kerje krj work job lowongan loker gaji daftar berangkat brangkat pergi ikut ditawari
    nawarin nawarkan menawarkan menawari ditawarin ditawarkan diajak ajak tawaran tadi kemarin besok
    sekarang malam hari luar negeri negri kata katanya bilang suruh disuruh minta diminta bayar uang
    duit biaya paspor pasport visa kontrak surat umur takut bingung halo hai hi hello
    assalamualaikum siang pagi sore selamat terima kasih makasih maaf permisi oke ok iya tau tahu
    kenal pernah siapa sape siape mana dimana kapan bile berapa brp kenapa knp bagaimana gimana
    caranya cara lewat lagi aja saja jak juga jadi karena kalau kalo klo tapi i me my we you he she
    they it this that want go going to for with what who how when where why can will no not yes know
    think offered a an was been anak adik kakak suami istri teman tetangga tempat rumah hp nomor
    nomer wa sip3mi sippmi telepon
    """
)
"""Everyday words: written small, they belong to the sentence and not to a name."""
