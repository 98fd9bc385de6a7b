/** The address under which the bundle serves a file. */
declare module '*?url' {
  const address: string;
  export default address;
}
