#include "lessons/04_thread_local/programs/page.hpp"

namespace lockstep {

const std::string_view page = R"html(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lockstep: live video</title>
<link rel="icon" href="data:,">
<style>
  :root { color-scheme: light dark; --page: #f4f5f7; --card: #fff; --text: #1d2430;
          --quiet: #5b6575; --line: #dfe3e9; --live: #1f8a4c; --gone: #b3372b; }
  @media (prefers-color-scheme: dark) {
    :root { --page: #14171c; --card: #1d2229; --text: #e8ebf0; --quiet: #9aa4b2;
            --line: #323a45; --live: #4cc38a; --gone: #ff8b7d; }
  }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--page); color: var(--text);
         font: 16px/1.5 system-ui, sans-serif; }
  main { max-width: 1120px; margin: 0 auto; padding: 24px 20px 40px; display: grid;
         gap: 20px; grid-template-columns: minmax(0, 640px) minmax(380px, 1fr); }
  header { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: 4px 16px;
           align-items: baseline; }
  h1 { margin: 0; font-size: 22px; }
  h2 { margin: 0 0 4px; font-size: 16px; }
  #state { margin-left: auto; font-weight: 600; color: var(--live); }
  #state.gone { color: var(--gone); }
  #state::before { content: "\25CF\00A0"; }
  .quiet { color: var(--quiet); font-size: 14px; }
  .card { background: var(--card); border: 1px solid var(--line); border-radius: 12px;
          overflow: hidden; align-self: start; }
  img { display: block; width: 100%; aspect-ratio: 4 / 3; object-fit: contain;
        background: #101317; }
  .who { padding: 16px; }
  table { width: 100%; border-collapse: collapse; font-size: 14px;
          font-variant-numeric: tabular-nums; }
  th, td { padding: 6px 4px; text-align: right; border-bottom: 1px solid var(--line); }
  th:first-child, td:first-child { text-align: left; }
  th { color: var(--quiet); font-weight: 600; }
  tr:last-child td { border-bottom: 0; }
  @media (max-width: 1100px) { main { grid-template-columns: minmax(0, 640px);
         justify-content: center; } }
</style>
</head>
<body>
<main>
  <header>
    <h1>Live video</h1>
    <span class="quiet" id="camera"></span>
    <span id="state">live</span>
  </header>
  <div class="card"><img id="video" src="/stream.mjpg" alt="The live picture"></div>
  <section class="card who">
    <h2>Who watches</h2>
    <p class="quiet" id="sum">Nobody yet.</p>
    <table>
      <thead><tr><th>Client</th><th>Seconds</th><th>Frames</th><th>Skipped</th>
        <th>kB/s</th></tr></thead>
      <tbody id="clients"></tbody>
    </table>
  </section>
</main>
<script>
  const by = (id) => document.getElementById(id);
  const before = new Map();  // id -> bytes and time at the last look

  function row(client, now) {
    const last = before.get(client.id);
    const rate = last ? (client.bytes - last.bytes) / (now - last.now)
                      : client.bytes / (1000 * client.seconds);
    before.set(client.id, {bytes: client.bytes, now});
    const cells = [client.address, Math.floor(client.seconds), client.frames,
                   client.skipped, Math.round(rate)];
    const line = document.createElement("tr");
    for (const text of cells) line.insertCell().textContent = text;
    return line;
  }

  function show(stats) {
    const now = performance.now();
    by("camera").textContent = stats.camera;
    by("sum").textContent = stats.clients.length + " now, " + stats.served +
      " since the start";
    by("clients").replaceChildren(...stats.clients.map((client) => row(client, now)));
  }

  function say(live) {
    const was_gone = by("state").classList.toggle("gone", !live) === false &&
      by("state").textContent !== "live";
    by("state").textContent = live ? "live" : "the server is gone; trying again";
    if (was_gone) by("video").src = "/stream.mjpg?" + Date.now();
  }

  async function look() {
    try {
      const answer = await fetch("/stats", {signal: AbortSignal.timeout(3000)});
      if (answer.ok) show(await answer.json());
      else by("sum").textContent = "no free place to ask who watches";  // lesson 05
      say(true);
    } catch { say(false); }
    setTimeout(look, 1000);
  }
  look();
</script>
</body>
</html>
)html";

}  // namespace lockstep
