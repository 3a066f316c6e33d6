"""Redaction of letters' own sentences and ends: what is in ‹ › goes, names of bodies stay."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from noticecheck.checker import Checker
from noticecheck.match.compile import compile_phrases
from noticecheck.notice.personal import find_personal
from noticecheck.report.redact import BLOCK
from short_letters import document

BODY = (
    "Thank you for your request under the Freedom of Information Act 2000. The prices are withheld "
    "under section 43(2), because a rival could undercut the supplier in the coming tender. On "
    "balance the public interest favours withholding."
)
# One a line; " / " is the end of a line of the letter.
PERSONAL = """\
The decision to refuse was made by ‹Odette Fairbrass›, our Records Manager, on 4 June.
I am writing on behalf of ‹Rhodri Castellane›, who is away this week.
On behalf of our client, Mr ‹T. K. Amponsah-Wray›, we ask for the file.
Your e-mail to ‹Bartholomew Quince› of 9 March has been passed to this office.
The minutes record that ‹G. Thistlewood› and ‹R.S. Pennyfather› left early.
You asked for the diary of ‹Saoirse Ní Mhaoláin› for the month of May 2023.
You ask for messages between ‹Oluwaseun Adeyinka-Bright› and the then Leader, Cllr ‹P. Tolliver›.
The officer who dealt with this (‹Wen-Li Cheung›, Planning Enforcement) has since left.
Our Head of Procurement, ‹Florian Mbeki›, has considered the prejudice that would follow.
‹Llinos Prydderch›, Data Protection Officer, has advised on this point.
This was confirmed in an interview with the former headteacher, Mrs ‹Euphemia Stoddart›.
The complaint against ‹PC 4471 Ash› was closed.
Statements were taken from Sgt. ‹882› and from DC ‹1093 Birtwhistle› that night.
The incident was attended by ‹PS 2210 Okafor› and ‹PCSO 7714›.
Special Constable ‹Dunmore› and Inspector ‹Leatherbarrow› were present.
We wrote to you at ‹Hollyhock House, 17 Tanyard Lane, Upper Snoring› on 2 May.
The premises at ‹Flat 9, 203 Corporation Road, Newbiggin› were inspected.
He has lived at ‹The Old Dairy, Plough Hill, Wexcombe› since 2011.
The tree stands outside ‹31 Larkspur Gardens, Thornwick›.
Please send it to ‹6a Union Street, Penmaen, ZE4 7QX› within the month.
The applicant's address was given as Unit ‹4, Pottery Yard, Kiln Lane, Brackwell, BX9 4LP›.
You can reach me on ‹07700 900 417› or on my direct line, ‹01632 960983›.
Mobile: ‹+44 7700 900851›
Direct dial ‹0161 496 0374› (ext. ‹2217›)
His National Insurance number, ‹QQ 34 56 78 B›, appears on page 4.
The NHS number ‹999 123 4567› is shown on the record.
Her passport (‹533401728›) was returned in April.
The vehicle, a blue van ‹XY63 KDF›, was removed from the highway.
The car with registration ‹T421 WBN› was clamped.
We wrote under our reference ‹IGT-7731-LM› in January.
Your complaint ‹CAS-204417-V8R2› has now been closed.
Please quote ‹RFI20230771› in any reply.
Our Ref: ‹PH/lw/22.871›
Reply to ‹saoirse_m1987@post.example› please.
The message came from ‹tolliver.p@hale-marine.example› at 10:14.
Born on ‹17 August 1961›, he joined the service in 1984.
The pupil (d.o.b. ‹02.11.2009›) attended until July.
The person named, who was born in ‹Wolverdene› on ‹9 Sept 1955›, objects.
The requests came from the IP address ‹203.0.113.57› at night.
The address ‹2001:db8:85a3::8a2e:370:7334› was recorded in the log.
You posted it under the username ‹mossy_badger77› on the forum.
His Twitter handle is ‹@petetolliver_84› and he posts often.
Rgds, /  / ‹Xanthia Brode› / Information Compliance
Rgds / ‹Odhran›
Thanks, / ‹Philippa›
Cheers /  / ‹Bram›
Best, /  / ‹Zuleika Dobbs› / Corporate Affairs
All the best / ‹Kwabena Osei-Tutu›
Thanks again for your patience, / ‹Hettie›
Yours truly, /  / pp ‹L. Garside› / ‹Montague Elphick› / Clerk to the Council
With kind regards /  / ‹T. Ravenscroft› (Miss) / Solicitor
Yours ever / ‹Augustin›
Signed on behalf of the Chief Constable /  / ‹Perpetua Lomax›
Sent from my phone /  / ‹Marguerite›
Cc: ‹Odhran Maguire-Lyle›; ‹Fatoumata Diarra›; Legal Services
cc ‹Yevgenia Sorokina›, ‹B. Hartnoll›
Copied to: ‹Thaddeus Ockley› (Estates)
Decision maker: ‹Ruaraidh MacIlwraith›, Assistant Director
To: ‹Nkechi Eze-Holloway› / From: ‹Blodwen Tregaskis›
According to the witness, ‹Jadwiga›, the gate was locked.
Hiya ‹Tamsyn›, /  / the file you want is exempt.
Morning ‹Lubomir›, /  / please see below.
Dear Ms ‹Achterberg-Nwosu› and Mr ‹Fenn›, /  / the file you want is exempt.
Thx / ‹Jolyon›
KR / ‹Ottilie›
Best, / ‹Caoimhe Ó Braonáin› / (she/her)
Many thanks for your help with this, /  / ‹Perran›
Regards /  / ‹H. V. Lockyer-Smythe› / Senior Solicitor, for the Monitoring Officer
Thank you in advance. / ‹Ikechukwu›
Yours in haste / ‹Dorcas Penhaligon›
The request was logged by Constable ‹7712› at the front desk.
Custody was authorised by Inspector ‹Nightingale-Obi› and PS ‹31›.
The warrant was sworn by DS ‹Crabtree (2204)› last year.
Officer ‹5519› was the driver.
Minutes: ‹T Vasquez-Reilly› (chair), ‹N Abernethy›, ‹S O'Dowd›.
Emails from ‹Ptolemy Grace› to the Chief Executive are held.
You say that ‹Leticia› was dismissed because of this.
The complaint by Mr and Mrs ‹Zielińska› concerns noise.
Both ‹Hannelore Pratchford› and her son ‹Caspian› objected to the plan.
The late ‹Ivo Trelissick› left the land to the parish.
A grievance was raised by Nurse ‹Adaeze Uzoma› against her manager.
Professor Sir ‹Lionel Abercorn-Hay› chaired the panel.
My solicitor, ‹Beatrix Lonsdale-Achebe›, will reply.
The property is known as ‹Thimble Cottage›, ‹Ferry Road›, ‹Saltmarsh›.
We served notice at ‹88 Old Brewery Lane, Nether Wallop› and elsewhere on 3 March.
My new address is ‹Flat 2b, Kestrel House, 40-44 Dock Street, Portwell PW3 1ZZ›.
The applicant, who lives in ‹Little Snodding›, asked for the plans of the bypass.
The lorry was parked outside ‹Number 12 Weavers Row, Thornaby Green› overnight.
He was living at ‹3 The Paddocks, Elmscott› when this happened.
Call me at home (‹01632 960 377›) or text ‹07700900655›.
Tel ‹029 2018 0555› Fax ‹029 2018 0556›
NINO: ‹QQ 11 22 33 A›
The child's UPN is ‹A823432110045› and the NHS no. ‹9991234567›.
Driving licence ‹MORGA657054SM9IJ› was seen.
Bank details: sort code ‹20-00-00›, account ‹55779911›.
Our file is ‹LGS/FOI/0934/kt› and yours ‹2291-B/kt›.
The message-ID shows that it came from ‹fe80::1ff:fe23:4567:890a›.
Contact ‹p.grace1984@inbox.example› or ‹@ptolemy_g›.
Date of birth was recorded as ‹3 March 1988› on the form.
cc: ‹Ptolemy Grace›, ‹Odalys Ferreira-Quinn›; Head of Estates
‹Xanthe Little› wrote to us.
The file names ‹Xanthe Little› and ‹Ottoline Moor› as witnesses.
We interviewed ‹Quillon Dales› last week.
The lease was signed by ‹E. Marchbanks› and witnessed by Dr. ‹Ignatz Vogelweide›.
In ‹Roisin Hackett›'s view the scheme is unsafe.
At ‹Peregrine Lusk›'s request we looked again.
It was ‹Gaynor› in Payroll who made the error.
‹Emrys Tudge›, aged 44, of ‹12 Gaol Street, Penmorfa›, was fined.
The director, ‹Anneliese Kirchweger›, resigned.
Councillor ‹Ffloyd Batty› (Labour) declared an interest.
The Council's solicitor is Miss ‹Roxanna Tibbs›.
Ask for ‹Jermaine› when you call.
Speak to ‹Sanjit Baksh-Lowry› in Housing, ext ‹4471›.
Report author: ‹Dilwyn Hopkin› | Checked: ‹Sioux Farrant›
Prepared by ‹W. Arkwright-Daley›, Audit Manager
Attendees: ‹A Nkomo› (Police), ‹J Treadgold› (Fire), ‹Lottie Swann› (Council)
Present: ‹Bryony Mc Aleer›, ‹Seumas Dhu›.
Our engineer ‹Piotr Szczęsny› took the readings.
A payment of £400 was made to ‹Horatio Gubbins› in error.
‹GUBBINS, Horatio› is the registered keeper.
The claimant ‹Hepzibah G.› is a child.
Re: ‹Jonquil Bastable› - complaint against the school
RE: Complaint by Ms ‹N. Okereke›
Employee ‹00451872› was suspended.
Her crime number is ‹14/A/77120/24›.
Tribunal claim ‹3304417/2023› was withdrawn.
Planning application by Mr ‹S. Eversholt› at ‹Tinker's Barn, Mill Lane, Overthwaite›.
The garden of ‹5 Beech Close› floods.
It affects the residents of 4 to 12 and Mrs ‹Pettifer› at ‹No. 7 Beech Close›.
Visit www.‹horatiogubbins›.example/about, the blog of ‹Horatio Gubbins›.
See https://www.whatdotheyknow.com/‹user/horatio_gubbins› for more.
Username: ‹hgubbins1962›
User ‹hgubbins62› posted the comment.
My email is ‹horatio(at)gubbins.example› thank you.
‹hgubbins@council.example› is the address of the officer.
Our ref: ‹FOI-8841› / Your ref: ‹HG/1›
D.O.B: ‹1/2/1979›; Sex: M
Sincerely, / ‹Tansy Wigmore-Pugh›, Paralegal
Regards, / For the Chief Constable / ‹Merrick Stoneleigh›
Take care, / ‹Aurelio›
Speak soon / ‹Mab›
She lives at ‹12 Water Lane, Penmorfa› with her sister.
We wrote to the tenant of ‹4 McDonald Road, St Andrews› in May.
My home is at ‹9 Churchill Way, Wilmslow, Cheshire, SK9 9ZZ›.
"""
PUBLIC = """\
Section 38(1)(b) of the Freedom of Information (Scotland) Act 2002 is an absolute exemption here.
This is a matter for the Local Government Finance Act 1992 and the Council Tax Regulations 1992.
The tribunal held as much in Hogan v Information Commissioner.
We rely on the decision in Hogan v ICO.
See also Corporate Officer of the House of Commons v Information Commissioner [2008] EWHC 1084.
The test is that in Durant v Financial Services Authority.
In Dransfield, the Upper Tribunal gave guidance on vexatious requests.
You may write to the Information Commissioner at Wycliffe House, Water Lane, Wilmslow, Cheshire, SK9 5AF.
The Commissioner can be reached on 0303 123 1113.
We received your request on Tuesday 14 January 2025 and reply on 11 February 2025.
The sum of £18,240.75 was paid in 2022/23.
There were 317 complaints in the year, of which 42 were upheld.
The contract was let to Harcastle Construction Limited after a tender.
Pennine Cleaning Services Ltd and Orford & Sons plc were the other bidders.
Disclosure would prejudice the commercial interests of Marlowe Group plc.
Bramley Waste LLP has told us that it objects.
The Borley Education Trust asked for the accounts of Meridian Care Homes Limited.
The Department for Transport and National Highways hold the figures.
Westmorland and Furness Council, Cumbria Police and NHS England were consulted.
You asked about flooding in Kendal and Appleby since 2015.
The bridge over the River Eden at Langwathby is closed.
Traffic counts for the A66 at Temple Sowerby are published.
You asked about parking in Castle Street and the works at Market Square.
This took 19 hours at £25 an hour, which is £475.
The review will be done by the Deputy Chief Executive within 40 working days.
Regulation 12(4)(b) of the Environmental Information Regulations 2004 applies.
Our insurer, Northgate Mutual, holds the policy.
The software is made by Brightwater Systems Inc. and runs on Windows 10.
The report by Price & Holloway Consultants LLP is in Appendix 3.
Please see Part 2, Table 7, rows 12 to 19, of the Annual Report 2023-24.
James Walker Ltd won the tender in 2021.
The contract with Frank Roberts & Sons Ltd ends in May.
Alexander Dennis Limited supplied the buses.
Price and Holloway LLP advised the Trust.
Harriet Lane Nursery Limited was inspected twice.
We hold no record of any payment to Copperfield Logistics or to Tindall Engineering.
Harcastle Construction Limited bid first. Harcastle told us that it objects.
Wexcombe Breweries asked us to keep the price secret.
The Marsh Group, Orbital Software and Kestrel Energy were shortlisted.
The road between Great Langdale and Little Langdale was closed.
The flood defences at Hebden Royd were inspected in 2022.
Air quality near Nether Edge has improved.
See Common Services Agency v Scottish Information Commissioner [2008] UKHL 47.
In Kennedy v Charity Commission the Supreme Court considered this.
In Montague v ICO and Department for International Trade the Upper Tribunal ruled on aggregation.
The case of Browning v Information Commissioner concerns closed sessions.
Cobain v Information Commissioner and Crown Prosecution Service (EA/2011/0112) was followed.
Section 12(1) and the Fees Regulations 2004 (SI 2004/3244) set a limit of 450 pounds.
Section 44(1)(a) together with section 23 of the Commissioners for Revenue and Customs Act 2005 applies.
The Bribery Act 2010, the Equality Act 2010 and the Human Rights Act 1998 are not in point.
The Information Commissioner, Wycliffe House, Water Lane, Wilmslow SK9 5AF; helpline 0303 123 1113.
Northern Ireland: 10th Floor, Causeway Tower, 9 James Street South, Belfast, BT2 8DN.
Answer 1: 12,480. Answer 2: 9,301. Answer 3: none.
Between 1 April 2022 and 31 March 2023 we issued 48,217 penalty notices.
It took 18.5 hours, or 3 working days, and 1,100 files were read.
The Head of Finance, the Section 151 Officer and the Monitoring Officer met.
South Yorkshire Mayoral Combined Authority and Transport for the North hold this.
Police Scotland told the Scottish Government that it holds nothing.
Ofsted, Ofgem and the Care Quality Commission were asked.
North Tees and Hartlepool NHS Foundation Trust transferred the request.
Thank you for your email of 3 March 2025.
Many thanks for your patience while we looked into this.
The minister gave evidence to the Public Accounts Committee.
You asked for the number of noise complaints in Cathcart and Shawlands.
Please see the Freedom of Information Code of Practice, paragraphs 1.9 to 1.12.
The Lord Chief Justice and the Senior President of Tribunals publish these.
See Table 4 of Schedule 1 to the Town and Country Planning Order 2015.
Version 2.4.1.0 of the software was used.
Signed copies are kept for 7 years.
The officer 12 miles away was not told; an inspector visited 40 sites.
Mulberry Homes and Trent Valley Estates own the land.
Rosie Lee Catering Ltd supplies the canteen.
Arthur Pickering & Co were the auditors.
Thomas Cook Group plc collapsed in 2019.
The Guy's and St Thomas' NHS Foundation Trust answered.
Her Majesty's Courts and Tribunals Service holds the roll.
The Victoria and Albert Museum, the British Library and Kew Gardens are public authorities.
London Borough of Barking and Dagenham and Royal Borough of Greenwich replied.
Sir Humphry Davy School and the King Edward VII Academy are in the area.
St Mary's Hospital and St Helens Borough Council were asked.
Great Ormond Street Hospital and Alder Hey Children's Hospital answered.
In Foster v British Gas the test was set out.
In R (Evans) v Attorney General [2015] UKSC 21 the veto was quashed.
The Tribunal in Guardian Newspapers and Brooke v Information Commissioner said the same.
The leading case is Sugar v BBC.
Craigdale Housing Association v The Scottish Information Commissioner [2010] CSIH 43 concerns confidentiality.
The Kingsway Tunnel and the Woodhead Pass were shut for 9 days.
Works began at Hartside Summit, Alston and Nenthead.
We consulted Marchwood Parish Council about Normandy Way.
A total of 1,482 fines, worth £71,305, were issued.
The figure for 2021-22 is 3,407 and for 2022-23 it is 3,512.
There were 12 cases in 2019, 14 in 2020 and 9 in 2021.
Your request of 12/03/2025 asked for 6 items.
The ICO's guidance, version 3.1 of 4 May 2023, says so.
The exemption in section 30(1)(a)(i) is class based.
Regulation 13(1) and article 6(1)(f) of the UK GDPR apply.
Microsoft Teams, Adobe Reader and Google Maps were used.
Barclays Bank plc, Lloyds and HSBC were asked.
Deloitte LLP wrote the report; KPMG audited it.
Capita Business Services Ltd runs the helpline.
Scottish Information Commissioner, Kinburn Castle, Doubledykes Road, St Andrews, Fife KY16 9DS, 01334 464610.
Information Commissioner's Office (Wales), 2nd Floor, Churchill House, Churchill Way, Cardiff CF10 2HH.
The First-tier Tribunal (General Regulatory Chamber), PO Box 9300, Leicester LE1 8DJ.
The Secretary of State for Justice and the Attorney General's Office hold copies.
The Protection of Freedoms Act 2012 and the Terrorism Act 2000 apply.
Parts 1 to 4, pages 12-19, paragraphs 3.2 and 3.4 and Annex D are attached.
Best Value Review: stage 2
Thanks to the new system, answers are quicker.
"""


@pytest.fixture(scope="module")
def checker(checker: Checker) -> Checker:
    """One that looks for the phrases of redaction, too, in one scan."""
    return replace(checker, matcher=compile_phrases(checker.ruleset.phrases))


def shown(checker: Checker, before: str, text: str, after: str) -> str:
    """What is left of a text between two others."""
    letter = before + text + after
    left = list(letter)
    for span in find_personal(*checker.parse(document(letter))):
        for place in range(span.start, span.end):
            left[place] = left[place] if left[place].isspace() else BLOCK
    return "".join(left[len(before) : len(before) + len(text)])


@pytest.mark.parametrize("marked", PERSONAL.splitlines())
def test_what_leads_to_a_person_goes(checker: Checker, marked: str) -> None:
    lines = marked.replace(" / ", "\n")
    text = re.sub("[‹›]", "", lines)
    # A signature ends its letter.
    after = "\n" if "\n" in text else f"\n\n{BODY}\n"
    left = shown(checker, f"Dear Sir\n\n{BODY}\n\n", text, after)
    place = 0
    for number, piece in enumerate(re.split("[‹›]", lines)):
        own = left[place : place + len(piece)]
        place += len(piece)
        assert number % 2 == 0 or not re.search(r"\w", own.replace(BLOCK, "")), left


@pytest.mark.parametrize("sentence", PUBLIC.splitlines())
def test_what_is_public_stays(checker: Checker, sentence: str) -> None:
    after = f"\n\n{BODY}\n\nYours sincerely\n\nA Quorn\n"
    assert shown(checker, f"Dear Ms Hale\n\n{BODY}\n\n", sentence, after) == sentence
