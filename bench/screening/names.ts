/** A people's names: given ones as they are, family names from parts, so that there are thousands. */
export interface NamePool {
  culture: string;
  countries: readonly string[];
  given: readonly string[];
  /** A family name is one of each, in this order. */
  family: readonly (readonly string[])[];
}

const words = (text: string): readonly string[] => text.split(' ').map((word) => (word === '-' ? '' : word));

/** Common given names and the building blocks of family names; who comes out of them is nobody. */
export const POOLS: readonly NamePool[] = [
  {
    culture: 'Arabic', countries: ['EG', 'SY', 'IQ', 'SA'],
    given: words('Mohammed Ahmed Ali Hassan Hussein Omar Khalid Ibrahim Yusuf Mahmoud Abdullah Mustafa Tariq Samir Faisal Karim Rashid Salim Walid Hamza Bilal Jamal Nasser Zaid Idris Fatima Aisha Zainab Maryam Khadija Layla Huda Salma Noor Amina Rania Samira Nadia Yasmin Hanan'),
    family: [words('al- al- - -'), words('Ha Sa Ma Ra Ka Fa Ja Ba Na Za Mu Su Ghu Shu'), words('dd shm br ll nn ss mr bd khl rw sh j q b m z'), words('ad i ani awi in oun id ar um ari')],
  },
  {
    culture: 'Russian', countries: ['RU', 'UA', 'BY', 'KZ'],
    given: words('Alexander Sergei Dmitri Andrei Alexei Mikhail Ivan Nikolai Vladimir Yevgeny Viktor Oleg Igor Yuri Pavel Konstantin Boris Anatoly Maxim Roman Anna Elena Olga Tatiana Natalia Irina Svetlana Ekaterina Marina Lyudmila Galina Vera Ksenia Daria Polina'),
    family: [words('Ba Vo Go Do Zhu Ka Ko La Me Ni Or Po Ro So Ta Fe Che Shch Yu Ya'), words('r l n s k m z v bed ros vor lek gin rch dn tk'), words('ov in enko sky ev uk yan ets ikov yshev')],
  },
  {
    culture: 'Nigerian', countries: ['NG', 'GH', 'BJ'],
    given: words('Chukwuemeka Oluwaseun Ngozi Chinedu Ifeoma Adebayo Babatunde Folake Ibrahim Musa Aminu Fatima Chioma Obinna Uche Nneka Tunde Segun Yetunde Kehinde Taiwo Emeka Ikenna Amaka Halima Sani Bello Yakubu Zainab Hauwa Olumide Femi Bolanle Sade Efe Osagie'),
    family: [words('Ade Olu Oko Nwa Chi Oba Eze Ogu Iwu Aki Afo Ono Ume Ike Da Baba'), words('b d k m n l ny gb w r j nk f t'), words('ayo imo afor ike eze obi anya ola uba etu ami oye ande ogu')],
  },
  {
    culture: 'English', countries: ['GB', 'US', 'ZA', 'IE'],
    given: words('James John Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony Steven Andrew Peter George Edward Samuel Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Nancy Margaret Rebecca Victoria Katherine'),
    family: [words('Wood Ash Hart Black Green Whit Har Brad Thorn King Stan Hal Lang Ever Nor Ful Mar Win Sher Pres Cal Dun Ken Lin'), words('ley ton field man son well ford wood by ham worth ner land more ridge cott way dale stead win')],
  },
  {
    culture: 'Spanish', countries: ['CO', 'MX', 'VE', 'ES'],
    given: words('Jose Juan Carlos Luis Miguel Pedro Jorge Manuel Francisco Alejandro Rafael Fernando Ricardo Diego Javier Pablo Sergio Andres Ramon Enrique Maria Carmen Ana Isabel Lucia Rosa Teresa Elena Gabriela Valentina Camila Paola Veronica Beatriz Alejandra'),
    family: [words('Gon Rod Her Mar Lop Per San Ram Tor Flo Val Cas Mo Del Gu Al Ben Cor Es Qui'), words('z r t l n m d v ter nan ran cal gal bar'), words('ales iguez andez inez ero ano ada ero illo osa uela aga ez era')],
  },
  {
    culture: 'Chinese', countries: ['CN', 'HK', 'SG'],
    given: ['Wei', 'Fang', 'Min', 'Jing', 'Li', 'Qiang', 'Lei', 'Jun', 'Yang', 'Yong', 'Yan', 'Jie', 'Juan', 'Tao', 'Ming', 'Chao', 'Xiu', 'Xia', 'Ping', 'Gang', 'Hua', 'Bo', 'Feng', 'Hong', 'Jian', 'Guo', 'Shan', 'Xin'].flatMap((one) => ['Xiao', 'Zhi', 'Jia', 'Yu', 'Hai', 'Wen', 'Da', 'Chun', 'Shu', 'Guang', 'Rui', 'Ze', 'Tian', 'Yi'].map((other) => `${other}${one.toLowerCase()}`)),
    family: [words('Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Song Tang Deng Han Feng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding Ren Shen Yao Qian Cui Tan Fan Shi Liao Jia Xia Fu Fang Bai Zou Meng Xiong Qin Qiu Hou Yin')],
  },
];
