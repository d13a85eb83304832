// Wrong: without a second thread there is nobody to tell.
// Verdict: deadlock, the converter goes on while the packer packs
#include <functional>

void run(const std::function<int()>& next, const std::function<void(int)>& pack) {
    while (const int files = next()) pack(files);
}
