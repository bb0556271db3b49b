// The rival of rival.py in Node, whose file calls are those of Obsidian: node rival.mjs WAY NOTE
import fs from "node:fs";

const ROWS = 60;
const SHAPE = /^# ours (\d+) x*\ntheirs (\d+) carried (\d+)\n(?:row \d+\n)*- \[ \] end (\d+)\n$/;
const [way, note] = process.argv.slice(2);
const count = { saves: 0, lost: 0, torn: 0, gone: [] };

const render = (ours, theirs, carried) =>
  `# ours ${ours} ${"x".repeat(ours % 7)}\ntheirs ${theirs} carried ${carried}\n` +
  `row ${theirs}\n`.repeat(ROWS) + `- [ ] end ${ours}\n`;

function next(text) {
  const found = SHAPE.exec(text);
  const [ours, theirs, carried] = found ? found.slice(1, 4).map(Number) : [0, 0, 0];
  if (!found || render(ours, theirs, carried) !== text) count.torn += 1;
  else if (theirs !== count.saves) {
    count.lost += 1;
    count.gone.push(count.saves);
  }
  count.saves += 1;
  return render(ours, count.saves, ours);
}

const ways = {
  hold() {
    const fd = fs.openSync(note, "r+");
    const text = next(fs.readFileSync(fd, "utf8"));
    fs.ftruncateSync(fd, 0);
    fs.writeSync(fd, text, 0, "utf8");
    fs.closeSync(fd);
  },
  save() {
    fs.writeFileSync(note, next(fs.readFileSync(note, "utf8")));
  },
};

const pause = new Int32Array(new SharedArrayBuffer(4));
const deadline = Date.now() + 60_000;
console.log("begun");
while (!fs.existsSync(`${note}.stop`) && Date.now() < deadline) {
  ways[way]();
  Atomics.wait(pause, 0, 0, 0.3 + 1.7 * Math.random());
}
console.log(JSON.stringify(count));
