#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace mixite {

/// The lengths of a dataset's dimensions, slowest first; empty for a scalar.
using Extents = std::vector<std::uint64_t>;

std::uint64_t element_count(const Extents& extents);

/// The value of an attribute. Text is variable-length UTF-8.
using AttributeValue = std::variant<std::string,
                                    std::int64_t,
                                    double,
                                    float,
                                    std::vector<std::uint8_t>,
                                    std::vector<std::int32_t>>;

/// How a new dataset lies in the file.
struct DatasetLayout {
    Extents extents;
    /// Empty: contiguous. Otherwise chunked, and compressed (shuffle, deflate 1) unless it is text.
    Extents chunk = {};
    enum class Growth { none, first_dimension } growth = Growth::none;
    /// Path of the committed enumeration that a column of std::uint8_t holds; empty for plain
    /// numbers.
    std::string enum_type = {};
};

/// What a dataset or an attribute holds, independent of machine, layout and compression: numbers
/// little-endian, each text after its length in bytes (64-bit little-endian).
struct StoredValues {
    std::string type;  ///< "float32", "int64", "text", "enum uint8 {owner=0,tenant=1}" …
    Extents extents;
    std::vector<std::byte> bytes;
};

enum class ObjectKind { group, dataset, committed_type };

/// One dimension of a dataset, by where that lies in the file.
struct ScaledDimension {
    std::uint64_t dataset = 0;
    std::int32_t dimension = 0;
};

/// A scale and what it has been attached to since the file was last flushed.
struct AttachedScale {
    std::string path;
    std::vector<ScaledDimension> to;
};

/// The names of scales that have been read, by where they lie in the file.
using ScaleNames = std::map<std::uint64_t, std::string>;

/// One object with all that it holds, but for what lies below a group.
struct StoredContent {
    ObjectKind kind{};
    std::uint64_t address = 0;  ///< Two paths with the same address are one object.
    std::vector<std::pair<std::string, StoredValues>> attributes;  ///< in the order of names
    StoredValues values;                                           ///< of a dataset
    std::vector<std::string> scale_names;                          ///< of a dataset
    std::string type;  ///< of a committed type, as StoredValues::type
};

/// An open HDF5 file. Paths inside the file are
/// absolute. Element types T are float, double, std::uint8_t, std::int16_t, std::int32_t,
/// std::int64_t and std::string. No object carries times, so that equal contents give equal bytes.
/// To be used from one thread at a time in the whole program. Every function throws OutputError
/// with the file, the operation and the library's error stack.
class Hdf5File {
  public:
    /// Replaces what was there. Formats of HDF5 1.8 to 1.10.
    static Hdf5File create(const std::filesystem::path& path);
    /// For reading only. Refuses what is not HDF5 with a superblock of version 2 or 3.
    static Hdf5File open(const std::filesystem::path& path);
    /// To write on where `create` and a flush left it. Refuses what `open` refuses.
    static Hdf5File write_on(const std::filesystem::path& path);

    Hdf5File(Hdf5File&&) noexcept;
    Hdf5File& operator=(Hdf5File&&) noexcept;
    /// A file that was written and not closed is given up: nothing more is written to it, and it
    /// stays open in the library, which fails worse when it tries again to write to a full disk.
    ~Hdf5File();

    void flush();
    void close();

    /// The parent must exist. Links are kept in the order of creation.
    void create_group(const std::string& path);
    /// Commits an enumeration of std::uint8_t: 0 is the first member.
    void commit_enum(const std::string& path, const std::vector<std::string>& members);
    template <class T>
    void create_dataset(const std::string& path, const DatasetLayout& layout);
    /// A contiguous dataset with its values.
    template <class T>
    void write_dataset(const std::string& path, const Extents& extents, std::span<const T> values);
    void write_text(const std::string& path, const std::string& text);
    /// Writes `values` at rows first … first + extents[0] - 1 of the first dimension, whole in all
    /// the others.
    template <class T>
    void write_rows(const std::string& path, std::uint64_t first, std::span<const T> values);
    /// Lengthens the first dimension and writes the new rows. Precondition:
    /// Growth::first_dimension.
    template <class T>
    void append_rows(const std::string& path, std::span<const T> values);
    void write_attribute(const std::string& path,
                         const std::string& name,
                         const AttributeValue& value);
    /// In the order given, at the cost of opening the object once.
    void write_attributes(const std::string& path,
                          const std::vector<std::pair<std::string, AttributeValue>>& attributes);
    /// Makes a dataset a dimension scale.
    void make_scale(const std::string& path, const std::string& name);
    /// Each dimension's scale, "" for none; once for a dataset. The scales list it from the next
    /// flush on.
    void attach_scales(const std::string& dataset, const std::vector<std::string>& scales);
    void hard_link(const std::string& existing, const std::string& link);
    /// Takes the link away, and what only it led to.
    void remove(const std::string& path);

    [[nodiscard]] bool exists(const std::string& path) const;
    [[nodiscard]] ObjectKind kind(const std::string& path) const;
    enum class Order { creation, name };
    [[nodiscard]] std::vector<std::string> children(const std::string& group, Order order) const;
    [[nodiscard]] Extents extents(const std::string& dataset) const;
    template <class T>
    [[nodiscard]] std::vector<T> read(const std::string& dataset) const;
    [[nodiscard]] std::string read_text(const std::string& dataset) const;
    /// Sorted by name.
    [[nodiscard]] std::vector<std::string> attribute_names(const std::string& path) const;
    [[nodiscard]] bool has_attribute(const std::string& path, const std::string& name) const;
    [[nodiscard]] std::string text_attribute(const std::string& path,
                                             const std::string& name) const;
    /// One value or an array of one dimension, of any integer type.
    [[nodiscard]] std::vector<std::int64_t> integer_attribute(const std::string& path,
                                                              const std::string& name) const;
    [[nodiscard]] double number_attribute(const std::string& path, const std::string& name) const;
    [[nodiscard]] StoredValues stored_attribute(const std::string& path,
                                                const std::string& name) const;
    /// Opens the object once. Attributes of these names are not read.
    [[nodiscard]] StoredContent stored_content(const std::string& path,
                                               std::span<const std::string_view> left_out,
                                               ScaleNames& known) const;
    /// Of a committed enumeration or of the type of a dataset, as StoredValues::type.
    [[nodiscard]] std::string stored_type(const std::string& path) const;
    /// The members of a committed enumeration or of a dataset's, by value from 0; empty if it holds
    /// plain numbers.
    [[nodiscard]] std::vector<std::string> enum_members(const std::string& path) const;
    /// The name of the scale of each dimension, empty for a dimension without.
    [[nodiscard]] std::vector<std::string> scale_names(const std::string& dataset) const;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    enum class Use : std::uint8_t { read, write };
    Hdf5File(std::filesystem::path path, std::int64_t file, Use use);
    void list_attachments();

    std::filesystem::path path_;
    std::int64_t file_;
    Use use_;
    std::map<std::uint64_t, AttachedScale> attached_;  ///< by where the scale lies in the file
};

}  // namespace mixite
