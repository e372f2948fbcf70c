// Loaded before anything else: the database addon crashes on an old Node instead of saying why it cannot run.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 7)) {
  console.error(`Banso needs Node 24.7 or newer; this is ${process.versions.node}. Run "npm ci" and start it with "npm start", which brings its own Node.`);
  process.exit(1);
}
