"""The idea of lesson 06 in Python: processes share nothing, so they send messages."""

from multiprocessing import Pipe, Process

number = 1


def change(line):
    global number
    number = 7
    line.send(number)


if __name__ == "__main__":
    parents, childs = Pipe()
    child = Process(target=change, args=(childs,))
    child.start()
    print("the child sends", parents.recv())
    child.join()
    print("the parent still has", number, "- exit code", child.exitcode)
