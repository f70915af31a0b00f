#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace mixite {

/// The position of an entity in its columns: valid within one world, until rows are next compacted.
/// A default-constructed row is no row, and converts to false.
template <class Tag, class Integer>
struct Row {
    static constexpr Integer none = std::numeric_limits<Integer>::max();

    Integer value = none;

    constexpr Row() = default;
    constexpr explicit Row(std::size_t position) : value(static_cast<Integer>(position)) {}
    constexpr explicit operator bool() const { return value != none; }
    friend constexpr auto operator<=>(Row, Row) = default;
};

using HouseholdRow = Row<struct HouseholdTag, std::uint32_t>;
using DwellingRow = Row<struct DwellingTag, std::uint32_t>;
using ApplicationRow = Row<struct ApplicationTag, std::uint32_t>;
using ZoneRow = Row<struct ZoneTag, std::uint16_t>;
using CommuneRow = Row<struct CommuneTag, std::uint16_t>;
using LandlordRow = Row<struct LandlordTag, std::uint8_t>;
using HolderRow = Row<struct HolderTag, std::uint8_t>;

/// The permanent identity of an entity: the same in every scenario, below 2^53 so that R and
/// JavaScript read it exactly. Zero is nobody.
template <class Tag>
struct Key {
    std::uint64_t value = 0;

    constexpr explicit operator bool() const { return value != 0; }
    friend constexpr auto operator<=>(Key, Key) = default;
};

using HouseholdKey = Key<struct HouseholdTag>;
using DwellingKey = Key<struct DwellingTag>;

/// One column of a table: a vector indexed by the row type of that table only.
template <class RowType, class T>
class Column {
  public:
    Column() = default;
    explicit Column(std::size_t rows, T value = T{}) : values_(rows, value) {}
    explicit Column(std::vector<T> values) : values_(std::move(values)) {}

    T& operator[](RowType row) { return values_[row.value]; }
    const T& operator[](RowType row) const { return values_[row.value]; }

    [[nodiscard]] std::size_t size() const { return values_.size(); }
    [[nodiscard]] bool empty() const { return values_.empty(); }
    void push_back(T value) { values_.push_back(std::move(value)); }
    /// Where there is no room, for a thirty-second more than asked: rows come a few at a time, and
    /// a vector would double.
    void resize(std::size_t rows, T value = T{}) {
        if (rows > values_.capacity()) {
            values_.reserve(rows + rows / 32);
        }
        values_.resize(rows, value);
    }
    void reserve(std::size_t rows) { values_.reserve(rows); }

    /// The part of the column from row `first` to before row `last`.
    [[nodiscard]] std::span<const T> between(std::size_t first, std::size_t last) const {
        return std::span(values_).subspan(first, last - first);
    }
    [[nodiscard]] const std::vector<T>& values() const { return values_; }
    [[nodiscard]] std::vector<T>& values() { return values_; }
    [[nodiscard]] auto begin() { return values_.begin(); }
    [[nodiscard]] auto end() { return values_.end(); }
    [[nodiscard]] auto begin() const { return values_.begin(); }
    [[nodiscard]] auto end() const { return values_.end(); }

    friend bool operator==(const Column&, const Column&) = default;

  private:
    std::vector<T> values_;
};

/// All rows of a table of `count` entities, in order: for (auto row : rows<ZoneRow>(count)) …
template <class RowType>
class RowRange {
  public:
    struct Iterator {
        std::size_t position;
        RowType operator*() const { return RowType{position}; }
        Iterator& operator++() {
            ++position;
            return *this;
        }
        bool operator==(const Iterator&) const = default;
    };

    explicit RowRange(std::size_t count) : RowRange(0, count) {}
    RowRange(std::size_t first, std::size_t last) : first_(first), last_(last) {}
    [[nodiscard]] Iterator begin() const { return {first_}; }
    [[nodiscard]] Iterator end() const { return {last_}; }

  private:
    std::size_t first_ = 0;
    std::size_t last_ = 0;
};

template <class RowType>
RowRange<RowType> rows(std::size_t count) {
    return RowRange<RowType>{count};
}

}  // namespace mixite
