#include "observation/hdf5_file.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>

#include <hdf5_hl.h>

#include "foundation/failure.hpp"
#include "observation/hdf5_calls.hpp"
#include "observation/hdf5_probe.hpp"
#include "observation/hdf5_scales.hpp"

namespace mixite {

static_assert(std::endian::native == std::endian::little,
              "values are handed over as they lie in memory");
static_assert(std::is_same_v<hid_t, std::int64_t>);

namespace {

/// A dataset that is written to. Closing it writes what is left of it, so it tells of errors; after
/// an error it stays open, since the library would try to write again, and fail worse.
class WrittenDataset {
  public:
    WrittenDataset(const FileOperation& operation, hid_t file, const std::string& path)
        : operation_(operation), id_(operation.check(H5Dopen2(file, path.c_str(), H5P_DEFAULT))) {}
    void close() const { operation_.check(H5Dclose(id_)); }
    [[nodiscard]] Extents extents() const {
        return extents_of(operation_, operation_.own(H5Dget_space(id_), H5Sclose));
    }
    operator hid_t() const { return id_; }  // NOLINT(google-explicit-constructor)

  private:
    const FileOperation& operation_;
    hid_t id_;
};

Handle space_of(const FileOperation& operation, const Extents& extents, const Extents& most = {}) {
    if (extents.empty()) {
        return operation.own(H5Screate(H5S_SCALAR), H5Sclose);
    }
    const std::vector<hsize_t> now(extents.begin(), extents.end());
    const std::vector<hsize_t> limit(most.begin(), most.end());
    return operation.own(
        H5Screate_simple(
            static_cast<int>(now.size()), now.data(), limit.empty() ? nullptr : limit.data()),
        H5Sclose);
}

/// Deflate and shuffle, floats unknown until written, no time stamps.
Handle dataset_properties(const FileOperation& operation, const DatasetLayout& layout, hid_t type) {
    auto properties = operation.own(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
    operation.check(H5Pset_obj_track_times(properties, false));
    operation.check(
        H5Pset_attr_creation_order(properties, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
    if (H5Tget_class(type) == H5T_FLOAT) {
        const auto unknown = std::numeric_limits<double>::quiet_NaN();
        operation.check(H5Pset_fill_value(properties, H5T_NATIVE_DOUBLE, &unknown));
    }
    if (!layout.chunk.empty()) {
        const std::vector<hsize_t> chunk(layout.chunk.begin(), layout.chunk.end());
        operation.check(H5Pset_chunk(properties, static_cast<int>(chunk.size()), chunk.data()));
        if (H5Tget_class(type) != H5T_STRING) {
            operation.check(H5Pset_shuffle(properties));
            operation.check(H5Pset_deflate(properties, 1));
        }
    }
    return properties;
}

/// What the library writes for a span of values: pointers to the texts, the numbers themselves.
template <class T>
class Written {
  public:
    explicit Written(std::span<const T> values) : values_(values) {}
    [[nodiscard]] const void* data() const { return values_.data(); }

  private:
    std::span<const T> values_;
};

template <>
class Written<std::string> {
  public:
    explicit Written(std::span<const std::string> values) {
        texts_.reserve(values.size());
        for (const auto& value : values) {
            texts_.push_back(value.c_str());
        }
    }
    [[nodiscard]] const void* data() const { return texts_.data(); }

  private:
    std::vector<const char*> texts_;
};

template <class T>
Handle type_to_write(const FileOperation& operation, hid_t file, const std::string& enum_type) {
    if constexpr (std::is_same_v<T, std::string>) {
        return text_type(operation);
    } else {
        return enum_type.empty()
                   ? operation.own(H5Tcopy(memory_type<T>()), H5Tclose)
                   : operation.own(H5Topen2(file, enum_type.c_str(), H5P_DEFAULT), H5Tclose);
    }
}

/// The type in memory for writing to an existing dataset: its own if it is an enumeration.
template <class T>
Handle type_in_memory(const FileOperation& operation, hid_t dataset) {
    if constexpr (std::is_same_v<T, std::string>) {
        return text_type(operation);
    } else {
        auto stored = operation.own(H5Dget_type(dataset), H5Tclose);
        if (H5Tget_class(stored) == H5T_ENUM) {
            EXPECT((std::is_same_v<T, std::uint8_t>), "an enumeration of another size than 1");
            return stored;
        }
        return operation.own(H5Tcopy(memory_type<T>()), H5Tclose);
    }
}

template <class T>
void write_block(const FileOperation& operation,
                 hid_t dataset,
                 std::uint64_t first,
                 std::uint64_t row_count,
                 std::span<const T> values) {
    const auto file_space = operation.own(H5Dget_space(dataset), H5Sclose);
    auto count = extents_of(operation, file_space);
    count.front() = row_count;
    EXPECT(values.size() == element_count(count),
           "{} values for {}",
           values.size(),
           element_count(count));
    std::vector<hsize_t> start(count.size(), 0);
    start.front() = first;
    const std::vector<hsize_t> lengths(count.begin(), count.end());
    operation.check(H5Sselect_hyperslab(
        file_space, H5S_SELECT_SET, start.data(), nullptr, lengths.data(), nullptr));
    const auto memory_space = space_of(operation, count);
    const auto type = type_in_memory<T>(operation, dataset);
    operation.check(H5Dwrite(dataset,
                             type,
                             memory_space,
                             file_space,
                             transfer_of(operation, type),
                             Written<T>(values).data()));
}

Handle attribute_space(const FileOperation& operation, const AttributeValue& value) {
    return std::visit(
        [&](const auto& held) {
            using Held = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, std::vector<std::uint8_t>> ||
                          std::is_same_v<Held, std::vector<std::int32_t>>) {
                return space_of(operation, {held.size()});
            } else {
                return space_of(operation, {});
            }
        },
        value);
}

Handle attribute_type(const FileOperation& operation, const AttributeValue& value) {
    return std::visit(
        [&](const auto& held) {
            using Held = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, std::string>) {
                return text_type(operation);
            } else if constexpr (std::is_arithmetic_v<Held>) {
                return operation.own(H5Tcopy(memory_type<Held>()), H5Tclose);
            } else {
                return operation.own(H5Tcopy(memory_type<typename Held::value_type>()), H5Tclose);
            }
        },
        value);
}

void write_attribute_value(const FileOperation& operation,
                           hid_t attribute,
                           hid_t type,
                           const AttributeValue& value) {
    std::visit(
        [&](const auto& held) {
            using Held = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, std::string>) {
                const char* text = held.c_str();
                operation.check(H5Awrite(attribute, type, static_cast<const void*>(&text)));
            } else if constexpr (std::is_arithmetic_v<Held>) {
                operation.check(H5Awrite(attribute, type, &held));
            } else {
                operation.check(H5Awrite(attribute, type, held.data()));
            }
        },
        value);
}

Handle writing_access(const FileOperation& operation) {
    auto access = operation.own(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
    operation.check(H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V110));
    operation.check(H5Pset_fclose_degree(access, H5F_CLOSE_STRONG));
    return access;
}

/// Errors are told by exceptions, not on stderr; and a file whose disk is full is left alone when
/// the program ends, where the library would try again.
void prepare_library() {
    static const bool prepared = [] {
        H5dont_atexit();
        H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
        return true;
    }();
    static_cast<void>(prepared);
}

}  // namespace

std::uint64_t element_count(const Extents& extents) {
    std::uint64_t count = 1;
    for (const auto length : extents) {
        count *= length;
    }
    return count;
}

Hdf5File::Hdf5File(std::filesystem::path path, std::int64_t file, Use use)
    : path_(std::move(path)), file_(file), use_(use) {}
Hdf5File::Hdf5File(Hdf5File&& other) noexcept
    : path_(std::move(other.path_)),
      file_(std::exchange(other.file_, no_object)),
      use_(other.use_),
      attached_(std::move(other.attached_)) {}
Hdf5File& Hdf5File::operator=(Hdf5File&& other) noexcept {
    std::swap(path_, other.path_);
    std::swap(file_, other.file_);
    std::swap(use_, other.use_);
    std::swap(attached_, other.attached_);
    return *this;
}
Hdf5File::~Hdf5File() {
    if (file_ >= 0 && use_ == Use::read) {
        H5Fclose(file_);
    }
}

Hdf5File Hdf5File::create(const std::filesystem::path& path) {
    prepare_library();
    const FileOperation operation{path, "create the file", ""};
    const auto creation = operation.own(H5Pcreate(H5P_FILE_CREATE), H5Pclose);
    operation.check(H5Pset_obj_track_times(creation, false));
    operation.check(
        H5Pset_link_creation_order(creation, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
    operation.check(
        H5Pset_attr_creation_order(creation, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
    const auto access = writing_access(operation);
    return {path,
            operation.check(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation, access)),
            Use::write};
}

Hdf5File Hdf5File::open(const std::filesystem::path& path) {
    prepare_library();
    require_our_superblock(path);
    Hdf5File{path, open_for_reading(path), Use::read}
        .close();  // refuses what is cut short, at less expense
    require_harmless(path);
    return {path, open_for_reading(path), Use::read};
}

Hdf5File Hdf5File::write_on(const std::filesystem::path& path) {
    open(path).close();
    const FileOperation operation{path, "open the file to write on", ""};
    const auto access = writing_access(operation);
    return {path, operation.check(H5Fopen(path.c_str(), H5F_ACC_RDWR, access)), Use::write};
}

void Hdf5File::flush() {
    list_attachments();
    FileOperation{path_, "flush the file", ""}.check(H5Fflush(file_, H5F_SCOPE_GLOBAL));
}

void Hdf5File::close() {
    list_attachments();
    const auto file = std::exchange(file_, no_object);
    FileOperation{path_, "close the file", ""}.check(H5Fclose(file));
}

void Hdf5File::create_group(const std::string& path) {
    const FileOperation operation{path_, "create group", path};
    const auto properties = operation.own(H5Pcreate(H5P_GROUP_CREATE), H5Pclose);
    operation.check(H5Pset_obj_track_times(properties, false));
    operation.check(
        H5Pset_link_creation_order(properties, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
    operation.check(
        H5Pset_attr_creation_order(properties, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
    operation.own(H5Gcreate2(file_, path.c_str(), H5P_DEFAULT, properties, H5P_DEFAULT), H5Gclose);
}

void Hdf5File::commit_enum(const std::string& path, const std::vector<std::string>& members) {
    EXPECT(members.size() <= 256, "{} has {} members", path, members.size());
    const FileOperation operation{path_, "commit enumeration", path};
    const auto type = operation.own(H5Tenum_create(H5T_STD_U8LE), H5Tclose);
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto value = static_cast<std::uint8_t>(i);
        operation.check(H5Tenum_insert(type, members[i].c_str(), &value));
    }
    const auto properties = operation.own(H5Pcreate(H5P_DATATYPE_CREATE), H5Pclose);
    operation.check(H5Pset_obj_track_times(properties, false));
    operation.check(H5Tcommit2(file_, path.c_str(), type, H5P_DEFAULT, properties, H5P_DEFAULT));
}

template <class T>
void Hdf5File::create_dataset(const std::string& path, const DatasetLayout& layout) {
    const FileOperation operation{path_, "create dataset", path};
    auto most = layout.extents;
    if (layout.growth == DatasetLayout::Growth::first_dimension) {
        most.front() = H5S_UNLIMITED;
    }
    const auto type = type_to_write<T>(operation, file_, layout.enum_type);
    const auto space = space_of(operation, layout.extents, most);
    const auto properties = dataset_properties(operation, layout, type);
    operation.own(
        H5Dcreate2(file_, path.c_str(), type, space, H5P_DEFAULT, properties, H5P_DEFAULT),
        H5Dclose);
}

template <class T>
void Hdf5File::write_dataset(const std::string& path,
                             const Extents& extents,
                             std::span<const T> values) {
    create_dataset<T>(path, {.extents = extents});
    EXPECT(values.size() == element_count(extents), "{} values for {}", values.size(), path);
    const FileOperation operation{path_, "write dataset", path};
    const WrittenDataset dataset(operation, file_, path);
    const auto type = type_in_memory<T>(operation, dataset);
    operation.check(H5Dwrite(
        dataset, type, H5S_ALL, H5S_ALL, transfer_of(operation, type), Written<T>(values).data()));
    dataset.close();
}

void Hdf5File::write_text(const std::string& path, const std::string& text) {
    write_dataset<std::string>(path, {}, std::span(&text, 1));
}

template <class T>
void Hdf5File::write_rows(const std::string& path, std::uint64_t first, std::span<const T> values) {
    const FileOperation operation{path_, "write dataset", path};
    const WrittenDataset dataset(operation, file_, path);
    auto row = dataset.extents();
    row.front() = 1;
    const auto row_values = element_count(row);
    write_block(
        operation, dataset, first, row_values == 0 ? 1 : values.size() / row_values, values);
    dataset.close();
}

template <class T>
void Hdf5File::append_rows(const std::string& path, std::span<const T> values) {
    const FileOperation operation{path_, "append to dataset", path};
    const WrittenDataset dataset(operation, file_, path);
    auto lengths = dataset.extents();
    const auto first = lengths.front();
    lengths.front() = 1;
    const auto rows = values.size() / element_count(lengths);
    lengths.front() = first + rows;
    const std::vector<hsize_t> longer(lengths.begin(), lengths.end());
    operation.check(H5Dset_extent(dataset, longer.data()));
    write_block(operation, dataset, first, rows, values);
    dataset.close();
}

void Hdf5File::write_attribute(const std::string& path,
                               const std::string& name,
                               const AttributeValue& value) {
    write_attributes(path, {{name, value}});
}

void Hdf5File::write_attributes(
    const std::string& path,
    const std::vector<std::pair<std::string, AttributeValue>>& attributes) {
    const FileOperation opening{path_, "write attributes of", path};
    const auto object = opening.own(H5Oopen(file_, path.c_str(), H5P_DEFAULT), H5Oclose);
    for (const auto& [name, value] : attributes) {
        const auto full_name = fmt::format("{}@{}", path, name);
        const FileOperation operation{path_, "write attribute", full_name};
        const auto type = attribute_type(operation, value);
        const auto space = attribute_space(operation, value);
        const auto attribute = operation.own(
            H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
        write_attribute_value(operation, attribute, type, value);
    }
}

void Hdf5File::make_scale(const std::string& path, const std::string& name) {
    const FileOperation operation{path_, "make a dimension scale of", path};
    const auto dataset = operation.own(H5Dopen2(file_, path.c_str(), H5P_DEFAULT), H5Dclose);
    operation.check(H5DSset_scale(dataset, name.c_str()));
}

void Hdf5File::attach_scales(const std::string& dataset, const std::vector<std::string>& scales) {
    const FileOperation operation{path_, "attach a dimension scale to", dataset};
    const auto to = reference_to(operation, file_, dataset);
    std::vector<std::uint64_t> references;
    references.reserve(scales.size());
    for (std::size_t dimension = 0; dimension < scales.size(); ++dimension) {
        const auto& path = scales[dimension];
        references.push_back(path.empty() ? 0 : reference_to(operation, file_, path));
        if (!path.empty()) {
            auto& scale =
                attached_.try_emplace(references.back(), AttachedScale{path, {}}).first->second;
            scale.to.push_back({to, static_cast<std::int32_t>(dimension)});
        }
    }
    list_dimensions(operation, file_, dataset, references);
}

void Hdf5File::list_attachments() {
    for (const auto& [place, scale] : std::exchange(attached_, {})) {
        list_references({path_, "list what is attached to", scale.path}, file_, scale);
    }
}

void Hdf5File::hard_link(const std::string& existing, const std::string& link) {
    FileOperation{path_, "link", link}.check(
        H5Lcreate_hard(file_, existing.c_str(), file_, link.c_str(), H5P_DEFAULT, H5P_DEFAULT));
}

void Hdf5File::remove(const std::string& path) {
    FileOperation{path_, "remove", path}.check(H5Ldelete(file_, path.c_str(), H5P_DEFAULT));
}

bool Hdf5File::exists(const std::string& path) const {
    // The library asks that every part of the path before the last exists.
    for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
        if (path == "/") {
            return true;
        }
        if (H5Lexists(file_, path.substr(0, end).c_str(), H5P_DEFAULT) <= 0) {
            return false;
        }
        if (end == std::string::npos) {
            return true;
        }
    }
}

ObjectKind Hdf5File::kind(const std::string& path) const {
    const FileOperation operation{path_, "look up", path};
    H5O_info_t info{};
    operation.check(H5Oget_info_by_name2(file_, path.c_str(), &info, H5O_INFO_BASIC, H5P_DEFAULT));
    return kind_of(operation, info);
}

std::vector<std::string> Hdf5File::children(const std::string& group, Order order) const {
    const FileOperation operation{path_, "list group", group};
    const auto id = operation.own(H5Gopen2(file_, group.c_str(), H5P_DEFAULT), H5Gclose);
    auto names = link_names_of(operation, id);
    if (order == Order::name) {
        std::sort(names.begin(), names.end());
    }
    return names;
}

Extents Hdf5File::extents(const std::string& dataset) const {
    const FileOperation operation{path_, "read the shape of", dataset};
    const auto id = operation.own(H5Dopen2(file_, dataset.c_str(), H5P_DEFAULT), H5Dclose);
    return extents_of(operation, operation.own(H5Dget_space(id), H5Sclose));
}

template <class T>
std::vector<T> Hdf5File::read(const std::string& dataset) const {
    const FileOperation operation{path_, "read dataset", dataset};
    const auto id = operation.own(H5Dopen2(file_, dataset.c_str(), H5P_DEFAULT), H5Dclose);
    const StoredObject source(operation, id, StoredObject::Kind::dataset);
    if constexpr (std::is_same_v<T, std::string>) {
        return source.texts();
    } else {
        return source.numbers<T>();
    }
}

std::string Hdf5File::read_text(const std::string& dataset) const {
    const auto texts = read<std::string>(dataset);
    if (texts.size() != 1) {
        throw FileOperation{path_, "read dataset", dataset}.failure("it does not hold one text");
    }
    return texts.front();
}

std::vector<std::string> Hdf5File::attribute_names(const std::string& path) const {
    const FileOperation operation{path_, "list the attributes of", path};
    return attribute_names_of(operation,
                              operation.own(H5Oopen(file_, path.c_str(), H5P_DEFAULT), H5Oclose));
}

bool Hdf5File::has_attribute(const std::string& path, const std::string& name) const {
    return exists(path) && H5Aexists_by_name(file_, path.c_str(), name.c_str(), H5P_DEFAULT) > 0;
}

namespace {

/// Calls `read` on an attribute, and gives what it gives.
template <class Read>
auto from_attribute(const std::filesystem::path& file_path,
                    hid_t file,
                    const std::string& path,
                    const std::string& name,
                    const Read& read) {
    const auto full_name = fmt::format("{}@{}", path, name);
    const FileOperation operation{file_path, "read attribute", full_name};
    const auto attribute = operation.own(
        H5Aopen_by_name(file, path.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
    return read(StoredObject(operation, attribute, StoredObject::Kind::attribute));
}

template <class T>
T only_value(const FileOperation& operation, const std::vector<T>& values) {
    if (values.size() != 1) {
        throw operation.failure("it does not hold one value");
    }
    return values.front();
}

}  // namespace

std::string Hdf5File::text_attribute(const std::string& path, const std::string& name) const {
    return from_attribute(path_, file_, path, name, [](const StoredObject& source) {
        return only_value(source.operation(), source.texts());
    });
}

std::vector<std::int64_t> Hdf5File::integer_attribute(const std::string& path,
                                                      const std::string& name) const {
    return from_attribute(path_, file_, path, name, [](const StoredObject& source) {
        return source.numbers<std::int64_t>();
    });
}

double Hdf5File::number_attribute(const std::string& path, const std::string& name) const {
    return from_attribute(path_, file_, path, name, [](const StoredObject& source) {
        return only_value(source.operation(), source.numbers<double>());
    });
}

StoredValues Hdf5File::stored_attribute(const std::string& path, const std::string& name) const {
    return from_attribute(path_, file_, path, name, stored_values_of);
}

namespace {

std::vector<std::pair<std::string, StoredValues>> stored_attributes_of(
    const std::filesystem::path& file_path,
    const std::string& path,
    hid_t object,
    std::span<const std::string_view> left_out) {
    std::vector<std::pair<std::string, StoredValues>> attributes;
    for (auto& name : attribute_names_of({file_path, "list the attributes of", path}, object)) {
        if (std::find(left_out.begin(), left_out.end(), name) == left_out.end()) {
            const auto full_name = fmt::format("{}@{}", path, name);
            const FileOperation operation{file_path, "read attribute", full_name};
            const auto attribute =
                operation.own(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose);
            attributes.emplace_back(std::move(name),
                                    stored_values_of(StoredObject(
                                        operation, attribute, StoredObject::Kind::attribute)));
        }
    }
    return attributes;
}

}  // namespace

StoredContent Hdf5File::stored_content(const std::string& path,
                                       std::span<const std::string_view> left_out,
                                       ScaleNames& known) const {
    const FileOperation operation{path_, "read", path};
    const auto object = operation.own(H5Oopen(file_, path.c_str(), H5P_DEFAULT), H5Oclose);
    H5O_info_t info{};
    operation.check(H5Oget_info2(object, &info, H5O_INFO_BASIC));
    StoredContent content{.kind = kind_of(operation, info), .address = info.addr};
    if (content.kind == ObjectKind::committed_type) {
        content.type = type_name(operation, type_of(operation, object));
        return content;
    }
    content.attributes = stored_attributes_of(path_, path, object, left_out);
    if (content.kind == ObjectKind::dataset) {
        content.values =
            stored_values_of(StoredObject(operation, object, StoredObject::Kind::dataset));
        content.scale_names = scale_names_of(operation, object, known);
    }
    return content;
}

namespace {

Handle type_at(const FileOperation& operation, hid_t file, const std::string& path) {
    return type_of(operation, operation.own(H5Oopen(file, path.c_str(), H5P_DEFAULT), H5Oclose));
}

}  // namespace

std::string Hdf5File::stored_type(const std::string& path) const {
    const FileOperation operation{path_, "read the type of", path};
    return type_name(operation, type_at(operation, file_, path));
}

std::vector<std::string> Hdf5File::enum_members(const std::string& path) const {
    const FileOperation operation{path_, "read the type of", path};
    const auto type = type_at(operation, file_, path);
    return H5Tget_class(type) == H5T_ENUM ? members_of(operation, type)
                                          : std::vector<std::string>{};
}

std::vector<std::string> Hdf5File::scale_names(const std::string& dataset) const {
    const FileOperation operation{path_, "read the dimensions of", dataset};
    const auto id = operation.own(H5Dopen2(file_, dataset.c_str(), H5P_DEFAULT), H5Dclose);
    ScaleNames known;
    return scale_names_of(operation, id, known);
}

template void Hdf5File::create_dataset<float>(const std::string&, const DatasetLayout&);
template void Hdf5File::create_dataset<double>(const std::string&, const DatasetLayout&);
template void Hdf5File::create_dataset<std::uint8_t>(const std::string&, const DatasetLayout&);
template void Hdf5File::create_dataset<std::int16_t>(const std::string&, const DatasetLayout&);
template void Hdf5File::create_dataset<std::int32_t>(const std::string&, const DatasetLayout&);
template void Hdf5File::create_dataset<std::int64_t>(const std::string&, const DatasetLayout&);
template void Hdf5File::create_dataset<std::string>(const std::string&, const DatasetLayout&);

template void Hdf5File::write_dataset<float>(const std::string&,
                                             const Extents&,
                                             std::span<const float>);
template void Hdf5File::write_dataset<double>(const std::string&,
                                              const Extents&,
                                              std::span<const double>);
template void Hdf5File::write_dataset<std::uint8_t>(const std::string&,
                                                    const Extents&,
                                                    std::span<const std::uint8_t>);
template void Hdf5File::write_dataset<std::int16_t>(const std::string&,
                                                    const Extents&,
                                                    std::span<const std::int16_t>);
template void Hdf5File::write_dataset<std::int32_t>(const std::string&,
                                                    const Extents&,
                                                    std::span<const std::int32_t>);
template void Hdf5File::write_dataset<std::int64_t>(const std::string&,
                                                    const Extents&,
                                                    std::span<const std::int64_t>);
template void Hdf5File::write_dataset<std::string>(const std::string&,
                                                   const Extents&,
                                                   std::span<const std::string>);

template void Hdf5File::write_rows<float>(const std::string&,
                                          std::uint64_t,
                                          std::span<const float>);
template void Hdf5File::write_rows<double>(const std::string&,
                                           std::uint64_t,
                                           std::span<const double>);
template void Hdf5File::write_rows<std::uint8_t>(const std::string&,
                                                 std::uint64_t,
                                                 std::span<const std::uint8_t>);
template void Hdf5File::write_rows<std::int16_t>(const std::string&,
                                                 std::uint64_t,
                                                 std::span<const std::int16_t>);
template void Hdf5File::write_rows<std::int32_t>(const std::string&,
                                                 std::uint64_t,
                                                 std::span<const std::int32_t>);
template void Hdf5File::write_rows<std::int64_t>(const std::string&,
                                                 std::uint64_t,
                                                 std::span<const std::int64_t>);
template void Hdf5File::write_rows<std::string>(const std::string&,
                                                std::uint64_t,
                                                std::span<const std::string>);

template void Hdf5File::append_rows<float>(const std::string&, std::span<const float>);
template void Hdf5File::append_rows<double>(const std::string&, std::span<const double>);
template void Hdf5File::append_rows<std::uint8_t>(const std::string&,
                                                  std::span<const std::uint8_t>);
template void Hdf5File::append_rows<std::int16_t>(const std::string&,
                                                  std::span<const std::int16_t>);
template void Hdf5File::append_rows<std::int32_t>(const std::string&,
                                                  std::span<const std::int32_t>);
template void Hdf5File::append_rows<std::int64_t>(const std::string&,
                                                  std::span<const std::int64_t>);
template void Hdf5File::append_rows<std::string>(const std::string&, std::span<const std::string>);

template std::vector<float> Hdf5File::read<float>(const std::string&) const;
template std::vector<double> Hdf5File::read<double>(const std::string&) const;
template std::vector<std::uint8_t> Hdf5File::read<std::uint8_t>(const std::string&) const;
template std::vector<std::int16_t> Hdf5File::read<std::int16_t>(const std::string&) const;
template std::vector<std::int32_t> Hdf5File::read<std::int32_t>(const std::string&) const;
template std::vector<std::int64_t> Hdf5File::read<std::int64_t>(const std::string&) const;
template std::vector<std::string> Hdf5File::read<std::string>(const std::string&) const;

}  // namespace mixite
