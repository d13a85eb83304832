# A name is a label: two names can sit on one list.
mine = ["000001"]
same = mine  # a second label on the same list
copy = list(mine)  # a second list: you have to ask for it

same.append("000007")
assert mine == ["000001", "000007"]
assert copy == ["000001"]
