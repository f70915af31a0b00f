#include "observation/hdf5_scales.hpp"

#include <cstddef>
#include <type_traits>

#include "foundation/append_to.hpp"

namespace mixite {
namespace {

static_assert(sizeof(hobj_ref_t) == sizeof(std::uint64_t) && std::is_unsigned_v<hobj_ref_t>);

constexpr const char* dimension_list = "DIMENSION_LIST";
constexpr const char* reference_list = "REFERENCE_LIST";

Handle type_of_references(const FileOperation& operation) {
    auto type = operation.own(H5Tcreate(H5T_COMPOUND, sizeof(ScaledDimension)), H5Tclose);
    operation.check(
        H5Tinsert(type, "dataset", offsetof(ScaledDimension, dataset), H5T_STD_REF_OBJ));
    operation.check(
        H5Tinsert(type, "dimension", offsetof(ScaledDimension, dimension), H5T_STD_I32LE));
    return type;
}

void write_list(const FileOperation& operation,
                hid_t file,
                const std::string& object,
                const char* name,
                hid_t type,
                std::size_t size,
                const void* values) {
    const hsize_t length = size;
    const auto space = operation.own(H5Screate_simple(1, &length, nullptr), H5Sclose);
    const auto attribute = operation.own(
        H5Acreate_by_name(
            file, object.c_str(), name, type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
        H5Aclose);
    operation.check(H5Awrite(attribute, type, values));
}

/// Takes the list away from the scale.
std::vector<ScaledDimension> take_references(const FileOperation& operation,
                                             hid_t file,
                                             const std::string& scale,
                                             hid_t type) {
    if (operation.check(H5Aexists_by_name(file, scale.c_str(), reference_list, H5P_DEFAULT)) == 0) {
        return {};
    }
    std::vector<ScaledDimension> listed;
    {
        const auto attribute = operation.own(
            H5Aopen_by_name(file, scale.c_str(), reference_list, H5P_DEFAULT, H5P_DEFAULT),
            H5Aclose);
        const auto space = operation.own(H5Aget_space(attribute), H5Sclose);
        listed.resize(readable_count(operation, space, sizeof(ScaledDimension)));
        operation.check(H5Aread(attribute, type, listed.data()));
    }
    operation.check(H5Adelete_by_name(file, scale.c_str(), reference_list, H5P_DEFAULT));
    return listed;
}

}  // namespace

std::uint64_t reference_to(const FileOperation& operation, hid_t file, const std::string& path) {
    hobj_ref_t reference = 0;
    operation.check(H5Rcreate(&reference, file, path.c_str(), H5R_OBJECT, no_object));
    return reference;
}

void list_dimensions(const FileOperation& operation,
                     hid_t file,
                     const std::string& dataset,
                     const std::vector<std::uint64_t>& scales) {
    auto references = scales;
    std::vector<hvl_t> lists;
    lists.reserve(scales.size());
    for (auto& reference : references) {
        lists.push_back(reference == 0 ? hvl_t{0, nullptr} : hvl_t{1, &reference});
    }
    const auto type = operation.own(H5Tvlen_create(H5T_STD_REF_OBJ), H5Tclose);
    write_list(operation, file, dataset, dimension_list, type, lists.size(), lists.data());
}

void list_references(const FileOperation& operation, hid_t file, const AttachedScale& scale) {
    const auto type = type_of_references(operation);
    auto all = take_references(operation, file, scale.path, type);
    append_to(all, scale.to);
    write_list(operation, file, scale.path, reference_list, type, all.size(), all.data());
}

}  // namespace mixite
