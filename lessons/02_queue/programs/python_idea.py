"""The idea of lesson 02 in Python: threads that download hand over to one that converts."""

import queue
import threading

END = object()  # nothing that a download could ever put into the queue


def download(stock_id, downloaded):
    downloaded.put((stock_id, f"Date,Close\n2024-07-19,{stock_id}.27\n"))


def convert_all(downloaded, converted):
    while (item := downloaded.get()) is not END:  # blocks until something comes
        stock_id, csv = item
        converted.append((f"{stock_id:06}.xml", csv.upper()))


def main():
    downloaded = queue.Queue(maxsize=4)
    converted = []
    converter = threading.Thread(target=convert_all, args=(downloaded, converted))
    converter.start()

    downloads = [threading.Thread(target=download, args=(n, downloaded)) for n in range(1, 10)]
    for thread in downloads:
        thread.start()
    for thread in downloads:
        thread.join()

    downloaded.put(END)  # one mark, so exactly one converter will see it
    converter.join()
    print(len(converted), "converted")


if __name__ == "__main__":
    main()
