"""Given names that are hardly ever words of a title, so that one alone tells of a person."""

import re

GIVEN = frozenset(
    re.findall(
        r"\S+",
        """
aaron abhijit adam adrian agnes ahmed aijun akira alan albert alejandro alessandro alex alexander alexandre
alexey alexis alice alissa allison alvaro amanda amir amit amy ana anders andre andrea andreas andrei andrew
andrey andy angela anita anja ann anna anne annette anoop anssi anthony antoine anton antonio aria arjun armando
arnaud arthur ashley ashok astrid axel barbara barry bart bastian beatrice ben benedikt benjamin benno benoit
benoît bernard bernd bernie bert beth bob boris brad brandon brendan brent brian brigitte bruno bryan camille
carl carla carlo carlos carol caroline carsten catherine cathy cedric charles charlie charlotte chiara chloe
chris christer christine christoph christophe christopher cindy claire clara claudia clemens colin conrad cora
corey craig cristina cullen cyril cédric daiki dan dana daniel daniela darrel darren dave david dawn deb deborah
deepak deirdre denis dennis derek dhruv diana diane diego dieter dimitri dimitris dirk dmitri dmitry dominic
dominik dominique donald donna dorothy doug douglas dragana duncan ed eddie edith eduardo edward eemeli
ekaterina elaine elena eliot elisabeth elizabeth ellen elliot emil emily emma emmanuel enrico eric erica erik
erika ernst esther eugene eva evan fabio fabrizio fatima federico felix ferdinand fernando fiona florian
francesca francesco francis francisco franck francois françois fred frederic friedrich frédéric gabriel gary
gautam gavin geoff geoffrey georg george gerald gerhard gianluca giovanni giulia giuseppe glenn gonzalo gorry
greg gregory guido guillaume gunnar gunter gustavo guy göran haibo hakan hannah hannes hans harald harold harry
heather heidi heinrich helen helena helmut hemant henrik henry herbert hilarie hiroshi holger howard hugo ian
igor ike ilya ingemar ingrid irene isabel isabelle ivan jacob jacqueline jacques jaime jakob james jan jana jane
janet jari jason javier jay jean jeff jeffrey jen jennifer jens jeremy jerome jessica jim jingjing joachim
joanna joao jody joe joel joerg johan johann johanna johannes john johnny jon jonas jonathan jonne joost jordi
jorge jose josef joseph josh joshua josé joão juan judith julia julian juliana julie julien juliusz jun junho
justin jérôme jörg jürgen kai karen karin karl karthik katharine katherine kathleen kathy katie katrin kazuho
keith ken kenji kenneth kevin kirsten klaus koen konstantin kristina kurt kyle larry lars laura lauren laurent
lawrence leif lena leo leon leonardo leslie lijun lin linda linus lionel lisa liz lizzie lorenzo lou louis
louise luca lucas lucia lucy luigi luis lukas luke lydia maarten magnus marcel marcello marco marcus margaret
maria mariana marie marina mario marius marjorie markus marten martin martina martine marvin mary massimo mathew
mathias mathieu mats matt matteo matthew matthias matthieu maurice maximilian med megan melanie melinda michael
michaela michal michel michele michelle miguel mihai mikael mike mirja mitsuru mohamed mohammad mohit monica
monika moritz nabil nacho nadia nancy naoki natalia natalie natasha nathalie nathan neal neil nicholas nick nico
nicola nicolas nicole niels nigel niklas nikola nikos nils nina nishant norbert olaf ole oleg olga oliver olivia
olivier omar oscar pablo pamela paolo pascal patricia patrick paul paula paulo pavel pedro peter petr phil
philip philipp philippe phillip pierre pieter piotr prasad priya qin rachel rafael rahul rainer rajiv rakesh
ralf ralph ramon raphael rashmi raul rebecca reinhard renato rené reshad ricardo richard rob robert roberto
roland romain roman ron ronald roni rosa ross rudolf rui russ russell ruth ryan salvatore sam samantha samuel
sandeep sandra sandy sanjay sanjiva santiago sara sarah satoshi scott sean sebastian sebastien serge sergei
sergey sergio seth shane shannon sharon shaun shawn sheila sherif shivan shivani shumon shunsuke simon simona
simone sofia sonia sophia sophie spencer srinivas stefan stefanie stefano stephan stephane stephanie stephen
steve steven stewart stuart stéphane subodh sudha sue sunil suresh susan susanne suzanne sven svetlana sylvain
sylvia sébastien takashi takeshi tamara tanja tanya tara tatiana ted teresa terry theo theresa thierry thomas
tiago tianran tim timo timothy tina tobias todd tom tomas tommaso tommy toni tony toshio tracy trevor tristan
ulrich ulrike ursula valentin valerie vanessa vasilis veronica vesa victor victoria vijay vikram vincent
vincenzo virginia vittorio vlad vladimir volker walter wassim watson wei wendy werner wes wesley wilfried
wilhelm willem william willy wolfgang xavier yael yannick yaron yaroslav yasmin yiannis yoav yoichi yosef
yoshifumi yuki yuko yulia yuri yusuf yves yvonne zafer zahed zhen zibi zoe zoltan éric óscar
""",
    )
)
