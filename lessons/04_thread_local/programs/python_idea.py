"""The idea of lesson 04 in Python: one name, and a value for each thread."""

from threading import Thread, local

mine = local()
signed_off = []


def send_frame():
    mine.frames += 1    # whose? the calling thread's


def serve(client, frames):
    mine.client = client
    mine.frames = 0
    for _ in range(frames):
        send_frame()
    signed_off.append((mine.client, mine.frames))


viewers = [Thread(target=serve, args=(f"client {n}", 100 * n)) for n in (1, 2, 3)]
for viewer in viewers:
    viewer.start()
for viewer in viewers:
    viewer.join()
print(sorted(signed_off))
print("main has its own, and never set it:", hasattr(mine, "frames"))
