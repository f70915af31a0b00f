#pragma once

#include <iterator>
#include <utility>
#include <vector>

namespace mixite {

/// `more` after the end of `all`, in its order.
template <class T>
void append_to(std::vector<T>& all, std::vector<T> more) {
    all.insert(
        all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace mixite
