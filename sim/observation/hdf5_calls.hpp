#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <hdf5.h>

#include "foundation/failure.hpp"
#include "observation/hdf5_file.hpp"

namespace mixite {

constexpr hid_t no_object = -1;

/// Owns one identifier of the library.
class Handle {
  public:
    using Closer = herr_t (*)(hid_t);
    Handle(hid_t id, Closer closer) : id_(id), closer_(closer) {}
    Handle(Handle&& other) noexcept
        : id_(std::exchange(other.id_, no_object)), closer_(other.closer_) {}
    Handle& operator=(Handle&&) = delete;
    ~Handle() {
        if (id_ >= 0) {
            closer_(id_);
        }
    }
    operator hid_t() const { return id_; }  // NOLINT(google-explicit-constructor)

  private:
    hid_t id_;
    Closer closer_;
};

/// Names the file and what is being done to it, when a call of the library fails.
struct FileOperation {
    const std::filesystem::path& file;
    const char* verb;
    std::string_view object;

    [[nodiscard]] OutputError failure(const std::string& reason) const;
    /// For the reason that the library gives.
    [[nodiscard]] OutputError failure() const;

    template <class Status>
    Status check(Status status) const {  // NOLINT(modernize-use-nodiscard): often for its throw
        if (status < 0) {
            throw failure();
        }
        return status;
    }
    Handle own(hid_t id, Handle::Closer closer) const { return {check(id), closer}; }
};

template <class T>
hid_t memory_type() {
    if constexpr (std::is_same_v<T, float>) {
        return H5T_IEEE_F32LE;
    } else if constexpr (std::is_same_v<T, double>) {
        return H5T_IEEE_F64LE;
    } else if constexpr (std::is_same_v<T, std::uint8_t>) {
        return H5T_STD_U8LE;
    } else if constexpr (std::is_same_v<T, std::int16_t>) {
        return H5T_STD_I16LE;
    } else if constexpr (std::is_same_v<T, std::int32_t>) {
        return H5T_STD_I32LE;
    } else {
        static_assert(std::is_same_v<T, std::int64_t>);
        return H5T_STD_I64LE;
    }
}

Handle text_type(const FileOperation& operation);

/// How values of this type in memory are read and written. For texts the library clears a buffer of
/// 1 MiB each time, which is most of the work for the few that a table has: theirs is smaller.
Handle transfer_of(const FileOperation& operation, hid_t memory_type);

Extents extents_of(const FileOperation& operation, hid_t space);

/// The number of elements, once it is known that they fit in memory.
std::size_t readable_count(const FileOperation& operation, hid_t space, std::size_t bytes_each);

/// Reads from a dataset or an attribute alike.
class StoredObject {
  public:
    enum class Kind { dataset, attribute };
    StoredObject(const FileOperation& operation, hid_t id, Kind kind);

    [[nodiscard]] hid_t type() const { return type_; }
    [[nodiscard]] hid_t space() const { return space_; }
    [[nodiscard]] Extents extents() const { return extents_of(operation_, space_); }
    [[nodiscard]] const FileOperation& operation() const { return operation_; }

    void read(hid_t memory_type, void* values) const;
    [[nodiscard]] std::vector<std::string> texts() const;

    /// Integers, floats and enumerations read as T.
    template <class T>
    [[nodiscard]] std::vector<T> numbers() const {
        std::vector<T> values(readable_count(operation_, space_, sizeof(T)));
        const auto stored = H5Tget_class(type_);
        if (stored == H5T_ENUM && std::is_same_v<T, std::uint8_t> && H5Tget_size(type_) == 1) {
            read(type_, values.data());
            return values;
        }
        if (stored != (std::is_floating_point_v<T> ? H5T_FLOAT : H5T_INTEGER)) {
            throw operation_.failure(
                "it holds values of another type; the file is damaged or of another program");
        }
        read(memory_type<T>(), values.data());
        return values;
    }

  private:
    [[nodiscard]] std::vector<std::string> variable_texts() const;
    [[nodiscard]] Handle text_type_as_stored() const;
    [[nodiscard]] std::vector<std::string> fixed_texts() const;

    const FileOperation& operation_;
    hid_t id_;
    Kind kind_;
    Handle type_;
    Handle space_;
};

/// Members of an enumeration of one byte, by value.
std::vector<std::string> members_of(const FileOperation& operation, hid_t type);

/// As StoredValues::type.
std::string type_name(const FileOperation& operation, hid_t type);

StoredValues stored_values_of(const StoredObject& source);

/// In the order of names.
std::vector<std::string> attribute_names_of(const FileOperation& operation, hid_t object);

/// In the order of creation.
std::vector<std::string> link_names_of(const FileOperation& operation, hid_t group);

/// As Hdf5File::scale_names. Opens only the scales that are not known yet, and adds them.
std::vector<std::string> scale_names_of(const FileOperation& operation,
                                        hid_t dataset,
                                        ScaleNames& known);

ObjectKind kind_of(const FileOperation& operation, const H5O_info_t& object);

/// 0 for a contiguous dataset.
std::uint64_t chunk_count_of(const FileOperation& operation, hid_t dataset);

/// A committed type itself, or the type of a dataset.
Handle type_of(const FileOperation& operation, hid_t object);

/// The caller closes it.
hid_t open_for_reading(const std::filesystem::path& path);

}  // namespace mixite
