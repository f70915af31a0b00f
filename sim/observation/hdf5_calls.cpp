#include "observation/hdf5_calls.hpp"

#include <algorithm>
#include <array>
#include <span>

#include <hdf5_hl.h>

namespace mixite {
namespace {

/// A declared size beyond this is a damaged file, not a result of ours.
constexpr std::uint64_t most_bytes_read_at_once = std::uint64_t{1} << 36U;

/// What the system said, if the library tells of a call to it: "… error message = 'No space left on
/// device' …".
std::string without_call(std::string_view told) {
    constexpr std::string_view before = "error message = '";
    const auto begin = told.find(before);
    if (begin == std::string_view::npos) {
        return std::string(told);
    }
    const auto said = told.substr(begin + before.size());
    return std::string(said.substr(0, said.find('\'')));
}

/// The innermost error, which names the cause: those around it only tell what was being done.
std::string cause() {
    std::string text;
    H5Ewalk2(
        H5E_DEFAULT,
        H5E_WALK_DOWNWARD,
        [](unsigned, const H5E_error2_t* error, void* out) -> herr_t {
            *static_cast<std::string*>(out) = without_call(error->desc);
            return 0;
        },
        &text);
    return text.empty() ? "no further explanation" : text;
}

std::string number_type_name(const FileOperation& operation, hid_t type) {
    const auto bits = 8 * H5Tget_size(type);
    switch (H5Tget_class(type)) {
        case H5T_INTEGER:
            return fmt::format("{}int{}", H5Tget_sign(type) == H5T_SGN_NONE ? "u" : "", bits);
        case H5T_FLOAT:
            return fmt::format("float{}", bits);
        default:
            throw operation.failure("it is of a type that no result has");
    }
}

void append_texts(const std::vector<std::string>& texts, std::vector<std::byte>& bytes) {
    for (const auto& text : texts) {
        const std::uint64_t length = text.size();
        const auto head = std::as_bytes(std::span(&length, 1));
        const auto body = std::as_bytes(std::span(text));
        bytes.insert(bytes.end(), head.begin(), head.end());
        bytes.insert(bytes.end(), body.begin(), body.end());
    }
}

/// The little-endian form of a number's or an enumeration's type.
Handle little_endian(const FileOperation& operation, hid_t type) {
    auto copy = operation.own(H5Tcopy(type), H5Tclose);
    if (H5Tget_class(type) != H5T_ENUM) {
        operation.check(H5Tset_order(copy, H5T_ORDER_LE));
    }
    return copy;
}

herr_t collect_attribute(hid_t, const char* name, const H5A_info_t*, void* names) {
    static_cast<std::vector<std::string>*>(names)->emplace_back(name);
    return 0;
}

/// By dimension, where its first scale lies in the file; 0 for none.
std::vector<haddr_t> scale_addresses(const FileOperation& operation,
                                     hid_t dataset,
                                     std::size_t dimensions) {
    std::vector<haddr_t> addresses(dimensions, 0);
    if (operation.check(H5Aexists(dataset, "DIMENSION_LIST")) == 0) {
        return addresses;
    }
    const auto attribute = operation.own(H5Aopen(dataset, "DIMENSION_LIST", H5P_DEFAULT), H5Aclose);
    const auto type = operation.own(H5Aget_type(attribute), H5Tclose);
    const auto space = operation.own(H5Aget_space(attribute), H5Sclose);
    const bool lists = H5Tget_class(type) == H5T_VLEN;
    const auto listed =
        lists ? operation.own(H5Tget_super(type), H5Tclose) : Handle(no_object, H5Tclose);
    if (!lists || H5Tequal(listed, H5T_STD_REF_OBJ) <= 0 ||
        readable_count(operation, space, sizeof(hvl_t)) != dimensions) {
        throw operation.failure("its list of dimensions is damaged");
    }
    std::vector<hvl_t> references(dimensions);
    operation.check(H5Aread(attribute, type, references.data()));
    for (std::size_t i = 0; i < dimensions; ++i) {
        if (references[i].len > 0) {
            addresses[i] = *static_cast<const hobj_ref_t*>(references[i].p);
        }
    }
    H5Dvlen_reclaim(type, space, H5P_DEFAULT, references.data());
    return addresses;
}

std::string scale_name(const FileOperation& operation, hid_t file_object, hobj_ref_t address) {
    const auto scale =
        operation.own(H5Rdereference2(file_object, H5P_DEFAULT, H5R_OBJECT, &address), H5Oclose);
    std::array<char, 256> text{};
    operation.check(H5DSget_scale_name(scale, text.data(), text.size()));
    return text.data();
}

}  // namespace

OutputError FileOperation::failure(const std::string& reason) const {
    return OutputError(fmt::format("{}: cannot {}{}{}{}: {}",
                                   file.string(),
                                   verb,
                                   object.empty() ? "" : " '",
                                   object,
                                   object.empty() ? "" : "'",
                                   reason));
}

OutputError FileOperation::failure() const {
    return failure("HDF5: " + cause());
}

Handle text_type(const FileOperation& operation) {
    auto type = operation.own(H5Tcopy(H5T_C_S1), H5Tclose);
    operation.check(H5Tset_size(type, H5T_VARIABLE));
    operation.check(H5Tset_cset(type, H5T_CSET_UTF8));
    return type;
}

Handle transfer_of(const FileOperation& operation, hid_t memory_type) {
    constexpr std::size_t text_bytes = 16384;
    auto transfer = operation.own(H5Pcreate(H5P_DATASET_XFER), H5Pclose);
    if (operation.check(H5Tis_variable_str(memory_type)) > 0) {
        operation.check(H5Pset_buffer(transfer, text_bytes, nullptr, nullptr));
    }
    return transfer;
}

Extents extents_of(const FileOperation& operation, hid_t space) {
    const auto rank = operation.check(H5Sget_simple_extent_ndims(space));
    std::vector<hsize_t> lengths(static_cast<std::size_t>(rank));
    operation.check(H5Sget_simple_extent_dims(space, lengths.data(), nullptr));
    return {lengths.begin(), lengths.end()};
}

std::size_t readable_count(const FileOperation& operation, hid_t space, std::size_t bytes_each) {
    std::uint64_t bytes = bytes_each;
    for (const auto length : extents_of(operation, space)) {
        if (length > 0 && bytes > most_bytes_read_at_once / length) {
            throw operation.failure(
                "it declares more values than any result has; the file is damaged");
        }
        bytes *= length;
    }
    return static_cast<std::size_t>(bytes / bytes_each);
}

StoredObject::StoredObject(const FileOperation& operation, hid_t id, Kind kind)
    : operation_(operation),
      id_(id),
      kind_(kind),
      type_(operation.own(kind == Kind::dataset ? H5Dget_type(id) : H5Aget_type(id), H5Tclose)),
      space_(operation.own(kind == Kind::dataset ? H5Dget_space(id) : H5Aget_space(id), H5Sclose)) {
}

void StoredObject::read(hid_t memory_type, void* values) const {
    if (kind_ == Kind::attribute) {
        operation_.check(H5Aread(id_, memory_type, values));
        return;
    }
    const auto transfer = transfer_of(operation_, memory_type);
    operation_.check(H5Dread(id_, memory_type, H5S_ALL, H5S_ALL, transfer, values));
}

std::vector<std::string> StoredObject::texts() const {
    return H5Tis_variable_str(type_) > 0 ? variable_texts() : fixed_texts();
}

std::vector<std::string> StoredObject::variable_texts() const {
    std::vector<char*> pointers(readable_count(operation_, space_, sizeof(char*)));
    const auto type = text_type_as_stored();
    read(type, static_cast<void*>(pointers.data()));
    std::vector<std::string> values(pointers.size());
    std::transform(pointers.begin(), pointers.end(), values.begin(), [](const char* text) {
        return std::string(text == nullptr ? "" : text);
    });
    H5Dvlen_reclaim(type, space_, H5P_DEFAULT, static_cast<void*>(pointers.data()));
    return values;
}

Handle StoredObject::text_type_as_stored() const {
    auto type = text_type(operation_);
    operation_.check(H5Tset_cset(type, H5Tget_cset(type_)));
    return type;
}

std::vector<std::string> StoredObject::fixed_texts() const {
    if (H5Tget_class(type_) != H5T_STRING) {
        throw operation_.failure(
            "it does not hold text; the file is damaged or of another program");
    }
    const auto width = H5Tget_size(type_);
    const auto count = readable_count(operation_, space_, width);
    std::string all(count * width, '\0');
    read(type_, all.data());
    std::vector<std::string> values(count);
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = all.substr(i * width, width);
        values[i].resize(std::min(values[i].find('\0'), width));
    }
    return values;
}

std::vector<std::string> members_of(const FileOperation& operation, hid_t type) {
    const auto count = operation.check(H5Tget_nmembers(type));
    if (H5Tget_size(type) != 1) {
        throw operation.failure("its enumeration is not of one byte");
    }
    std::vector<std::string> members(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        std::uint8_t value = 0;
        operation.check(H5Tget_member_value(type, static_cast<unsigned>(i), &value));
        char* name = H5Tget_member_name(type, static_cast<unsigned>(i));
        if (name == nullptr || value >= members.size()) {
            H5free_memory(name);
            throw operation.failure("its enumeration has gaps");
        }
        members[value] = name;
        H5free_memory(name);
    }
    return members;
}

std::string type_name(const FileOperation& operation, hid_t type) {
    switch (H5Tget_class(type)) {
        case H5T_STRING:
            return "text";
        case H5T_ENUM: {
            std::string text;
            for (const auto& member : members_of(operation, type)) {
                text += (text.empty() ? "" : ",") + member;
            }
            return fmt::format("enum uint8 {{{}}}", text);
        }
        default:
            return number_type_name(operation, type);
    }
}

StoredValues stored_values_of(const StoredObject& source) {
    const auto& operation = source.operation();
    StoredValues stored{type_name(operation, source.type()), source.extents(), {}};
    if (stored.type == "text") {
        append_texts(source.texts(), stored.bytes);
        return stored;
    }
    const auto size = H5Tget_size(source.type());
    stored.bytes.resize(readable_count(operation, source.space(), size) * size);
    source.read(little_endian(operation, source.type()), stored.bytes.data());
    return stored;
}

std::vector<std::string> attribute_names_of(const FileOperation& operation, hid_t object) {
    std::vector<std::string> names;
    operation.check(
        H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_INC, nullptr, collect_attribute, &names));
    return names;
}

// One by one: where a link of many is damaged, H5Literate frees what it never filled.
std::vector<std::string> link_names_of(const FileOperation& operation, hid_t group) {
    H5G_info_t links{};
    operation.check(H5Gget_info(group, &links));
    std::vector<std::string> names;
    for (hsize_t i = 0; i < links.nlinks; ++i) {
        const auto name_of = [&](char* name, std::size_t size) {
            return static_cast<std::size_t>(operation.check(H5Lget_name_by_idx(
                group, ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, i, name, size, H5P_DEFAULT)));
        };
        std::string name(name_of(nullptr, 0), '\0');
        name_of(name.data(), name.size() + 1);
        names.push_back(std::move(name));
    }
    return names;
}

std::vector<std::string> scale_names_of(const FileOperation& operation,
                                        hid_t dataset,
                                        ScaleNames& known) {
    const auto space = operation.own(H5Dget_space(dataset), H5Sclose);
    const auto dimensions = extents_of(operation, space).size();
    std::vector<std::string> names;
    for (const auto address : scale_addresses(operation, dataset, dimensions)) {
        if (address != 0 && !known.contains(address)) {
            known[address] = scale_name(operation, dataset, address);
        }
        names.push_back(address == 0 ? "" : known[address]);
    }
    return names;
}

ObjectKind kind_of(const FileOperation& operation, const H5O_info_t& object) {
    switch (object.type) {
        case H5O_TYPE_GROUP:
            return ObjectKind::group;
        case H5O_TYPE_DATASET:
            return ObjectKind::dataset;
        case H5O_TYPE_NAMED_DATATYPE:
            return ObjectKind::committed_type;
        default:
            throw operation.failure("it is neither group, dataset nor type");
    }
}

std::uint64_t chunk_count_of(const FileOperation& operation, hid_t dataset) {
    const auto properties = operation.own(H5Dget_create_plist(dataset), H5Pclose);
    hsize_t chunks = 0;
    if (H5Pget_layout(properties) == H5D_CHUNKED) {
        operation.check(H5Dget_num_chunks(dataset, H5S_ALL, &chunks));
    }
    return chunks;
}

Handle type_of(const FileOperation& operation, hid_t object) {
    return operation.own(
        H5Iget_type(object) == H5I_DATATYPE ? H5Tcopy(object) : H5Dget_type(object), H5Tclose);
}

hid_t open_for_reading(const std::filesystem::path& path) {
    const FileOperation operation{path, "open the file", ""};
    const auto access = operation.own(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
    operation.check(H5Pset_fclose_degree(access, H5F_CLOSE_STRONG));
    return operation.check(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access));
}

}  // namespace mixite
