#include <catch2/catch.hpp>
#include <hdf5.h>
#include <hdf5_hl.h>

#include "observation/hdf5_calls.hpp"
#include "observation/hdf5_file.hpp"
#include "scratch_folder.hpp"

using namespace mixite;

namespace {

/// As the library's own interface for scales sees it.
struct Attachment {
    bool attached = false;
    int scales = 0;
};

Attachment attachment(const std::filesystem::path& path,
                      const char* dataset,
                      const char* scale,
                      unsigned dimension) {
    const FileOperation operation{path, "read the scales of", dataset};
    const auto file = operation.own(open_for_reading(path), H5Fclose);
    const auto of = operation.own(H5Dopen2(file, dataset, H5P_DEFAULT), H5Dclose);
    const auto to = operation.own(H5Dopen2(file, scale, H5P_DEFAULT), H5Dclose);
    return {H5DSis_attached(of, to, dimension) > 0, H5DSget_num_scales(of, dimension)};
}

void write_values(Hdf5File& file, const std::string& path) {
    file.write_dataset<float>(path, {3, 2}, std::vector<float>(6));
}

}  // namespace

TEST_CASE("The library finds each attachment, whether a flush lies between them or none") {
    const ScratchFolder folder;
    const auto path = folder / "attached.h5";
    auto file = Hdf5File::create(path);
    file.write_dataset<std::int32_t>("/zone", {2}, std::vector<std::int32_t>{0, 1});
    file.make_scale("/zone", "zone");
    file.write_dataset<std::int32_t>("/month", {3}, std::vector<std::int32_t>{0, 1, 2});
    file.make_scale("/month", "month");
    file.hard_link("/zone", "/same_zone");
    write_values(file, "/first");
    file.attach_scales("/first", {"/month", "/zone"});
    write_values(file, "/second");
    file.attach_scales("/second", {"", "/same_zone"});
    file.flush();
    write_values(file, "/third");
    file.attach_scales("/third", {"/month", "/zone"});
    file.close();

    for (const auto* dataset : {"/first", "/second", "/third"}) {
        INFO(dataset);
        CHECK(attachment(path, dataset, "/zone", 1).attached);
        CHECK_FALSE(attachment(path, dataset, "/zone", 0).attached);
        CHECK(attachment(path, dataset, "/zone", 1).scales == 1);
    }
    CHECK(attachment(path, "/first", "/month", 0).attached);
    CHECK(attachment(path, "/third", "/month", 0).attached);
    CHECK_FALSE(attachment(path, "/second", "/month", 0).attached);
    CHECK(attachment(path, "/second", "/month", 0).scales == 0);
}
