/** All of it in one file, which loads six times as fast as its modules do. */
declare module 'echarts/dist/echarts.esm.min' {
  export { init } from 'echarts'
}
