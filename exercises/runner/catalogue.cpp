#include "exercises/runner/catalogue.hpp"

#include <algorithm>
#include <filesystem>
#include <sstream>

namespace lockstep::learn {
namespace {

// "3/last_batch", "exercises/03_event_handshake/last_batch.cpp" -> "03/last_batch"; a
// lesson alone -> "03".
std::string shortened(std::string word) {
    if (const auto at = word.find("exercises/"); at != word.npos) word.erase(0, at + 10);
    if (word.ends_with(".cpp")) word.resize(word.size() - 4);
    while (word.ends_with('/')) word.pop_back();
    const auto slash = word.find('/');
    std::string lesson = word.substr(0, std::min(slash, word.find('_')));
    if (lesson.size() == 1) lesson = "0" + lesson;
    return slash == word.npos ? lesson : lesson + word.substr(slash);
}

bool names_lesson_as(const Exercise& exercise, const std::string& word) {
    const auto at = word.find(exercise.lesson() + "_");
    return at == word.npos ||
           word.compare(at, exercise.folder().size(), exercise.folder()) == 0;
}

}  // namespace

Catalogue::Catalogue(const Places& places, const Messages& words) : words_{words} {
    if (!std::filesystem::exists(places.graders()))
        throw std::runtime_error{
            words.say("no list", {{"file", places.graders().string()}})};
    recipes_ = read_recipes(places);
    for (const auto& recipe : recipes_) all_.push_back(recipe.exercise);
}

const GraderRecipe& Catalogue::recipe(const Exercise& exercise) const {
    return recipes_.at(index_of(exercise));
}

std::vector<Exercise> Catalogue::select(const std::string& word) const {
    const std::string wanted = shortened(word);
    std::vector<Exercise> chosen;
    std::ranges::copy_if(all_, std::back_inserter(chosen), [&](const Exercise& exercise) {
        return (wanted == exercise.lesson() || wanted == exercise.short_name()) &&
               names_lesson_as(exercise, word);
    });
    if (chosen.empty()) complain(word);
    return chosen;
}

Exercise Catalogue::one(const std::string& word) const {
    if (word.find('/') == word.npos) complain(word);
    return select(word).front();
}

std::size_t Catalogue::index_of(const Exercise& exercise) const {
    const auto at = std::ranges::find(all_, exercise);
    return at == all_.end() ? 0 : static_cast<std::size_t>(at - all_.begin());
}

// Names those of the same lesson, or the lessons.
void Catalogue::complain(const std::string& word) const {
    const std::string lesson = shortened(word).substr(0, 2);
    std::ostringstream there;
    std::string last_lesson;
    for (const auto& exercise : all_)
        if (exercise.lesson() == lesson) there << ' ' << exercise.short_name();
    if (there.str().empty())
        for (const auto& exercise : all_)
            if (exercise.lesson() != std::exchange(last_lesson, exercise.lesson()))
                there << ' ' << exercise.lesson();
    throw UsageError{
        words_.say("no such exercise", {{"word", word}, {"there", there.str()}})};
}

}  // namespace lockstep::learn
