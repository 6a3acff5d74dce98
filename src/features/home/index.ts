export { type HomePorts, readHome, sayHome } from './home.ts'
