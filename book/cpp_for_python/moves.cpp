// A move hands the contents over instead of copying them. What was moved from is still an
// object, and may be given a new value.
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

int main() {
    std::string csv(1000, '7');
    std::vector<std::string> queue;
    queue.push_back(csv);             // a copy: 1000 characters, twice in memory
    queue.push_back(std::move(csv));  // a move: the characters change hands
    csv = "the next file";            // csv may be used again once it has a new value
    std::cout << queue[0].size() << " and " << queue[1].size() << ", now " << csv << '\n';

    auto archive = std::make_unique<std::string>("1.tgz");  // one owner, no copies
    auto packer = std::move(archive);                       // it can be handed over
    std::cout << *packer << " is held by packer, archive holds "
              << (archive ? "it too" : "nothing") << '\n';

    std::shared_ptr<std::string> first = std::move(packer);  // an owner for each copy
    auto second = first;
    std::cout << *second << " has " << first.use_count() << " owners\n";
}  // the last owner goes, and the string with it
