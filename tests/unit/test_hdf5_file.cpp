#include <catch2/catch.hpp>

#include "foundation/failure.hpp"
#include "observation/hdf5_file.hpp"
#include "scratch_folder.hpp"

using namespace mixite;
using Catch::Matchers::Contains;

namespace {

template <class T>
void check_round_trip(Hdf5File& file, const std::string& path, const std::vector<T>& values) {
    file.write_dataset<T>(path, {values.size()}, values);
    CHECK(file.read<T>(path) == values);
    CHECK(file.extents(path) == Extents{values.size()});
}

StoredContent content_of(const Hdf5File& file, const std::string& path) {
    ScaleNames known;
    return file.stored_content(path, {}, known);
}

}  // namespace

TEST_CASE("Each element type is read back as it was written") {
    const ScratchFolder folder;
    auto file = Hdf5File::create(folder / "types.h5");
    check_round_trip<float>(file, "/float", {-1.5F, 3e38F});
    check_round_trip<double>(file, "/double", {-1.5, 1e-300});
    check_round_trip<std::uint8_t>(file, "/uint8", {0, 255});
    check_round_trip<std::int16_t>(file, "/int16", {-32768, 32767});
    check_round_trip<std::int32_t>(file, "/int32", {-2147483647, 2147483647});
    check_round_trip<std::int64_t>(
        file, "/int64", {-(std::int64_t{1} << 53), std::int64_t{1} << 53});
    check_round_trip<std::string>(file, "/text", {"", "é « » 𝄞", std::string(100'000, 'x')});
    check_round_trip<std::string>(file, "/none", {});
}

TEST_CASE("What is written stays when the file is closed and opened again") {
    const ScratchFolder folder;
    const auto path = folder / "again.h5";
    {
        auto file = Hdf5File::create(path);
        file.create_group("/group");
        file.commit_enum("/tenure_t", {"owner", "tenant"});
        file.create_dataset<std::uint8_t>("/group/tenure",
                                          {.extents = {3}, .enum_type = "/tenure_t"});
        file.write_rows<std::uint8_t>("/group/tenure", 0, std::vector<std::uint8_t>{0, 1, 1});
        file.write_attribute("/group", "title", "été");
        file.write_attribute("/group", "empty", "");
        file.write_attribute("/group", "seed", std::int64_t{-7});
        file.write_attribute("/group", "seconds", 0.25);
        file.write_attribute("/group", "version", std::vector<std::int32_t>{1, 0});
        file.close();
    }
    const auto file = Hdf5File::open(path);
    CHECK(file.read<std::uint8_t>("/group/tenure") == std::vector<std::uint8_t>{0, 1, 1});
    CHECK(file.enum_members("/group/tenure") == std::vector<std::string>{"owner", "tenant"});
    CHECK(file.enum_members("/tenure_t") == std::vector<std::string>{"owner", "tenant"});
    CHECK(file.stored_type("/group/tenure") == "enum uint8 {owner,tenant}");
    CHECK(file.text_attribute("/group", "title") == "été");
    CHECK(file.text_attribute("/group", "empty").empty());
    CHECK(file.integer_attribute("/group", "seed") == std::vector<std::int64_t>{-7});
    CHECK(file.number_attribute("/group", "seconds") == 0.25);
    CHECK(file.integer_attribute("/group", "version") == std::vector<std::int64_t>{1, 0});
    CHECK(file.attribute_names("/group") ==
          std::vector<std::string>{"empty", "seconds", "seed", "title", "version"});
    CHECK(file.exists("/group/tenure"));
    CHECK_FALSE(file.exists("/group/other"));
    CHECK_FALSE(file.exists("/other/tenure"));
    CHECK_FALSE(file.has_attribute("/group", "other"));
}

TEST_CASE("Rows not written are unknown; rows are written and appended whole") {
    const ScratchFolder folder;
    auto file = Hdf5File::create(folder / "rows.h5");
    file.create_dataset<float>("/grid", {.extents = {2, 3}, .chunk = {1, 3}});
    file.write_rows<float>("/grid", 1, std::vector<float>{1, 2, 3});
    const auto grid = file.read<float>("/grid");
    CHECK(grid[0] != grid[0]);
    CHECK(std::vector<float>(grid.begin() + 3, grid.end()) == std::vector<float>{1, 2, 3});
    CHECK_THROWS_AS(file.write_rows<float>("/grid", 2, std::vector<float>{1, 2, 3}), OutputError);
    CHECK_THROWS_AS(file.write_rows<float>("/grid", 0, std::vector<float>{1, 2, 3, 4}),
                    InvariantViolation);

    file.create_dataset<std::int32_t>(
        "/column",
        {.extents = {0}, .chunk = {2}, .growth = DatasetLayout::Growth::first_dimension});
    file.append_rows<std::int32_t>("/column", std::vector<std::int32_t>{1, 2, 3});
    file.append_rows<std::int32_t>("/column", std::vector<std::int32_t>{4});
    CHECK(file.read<std::int32_t>("/column") == std::vector<std::int32_t>{1, 2, 3, 4});
}

TEST_CASE("Children come in the order of creation or of names; a link is the same object") {
    const ScratchFolder folder;
    auto file = Hdf5File::create(folder / "links.h5");
    for (const auto* group : {"/b", "/a", "/c"}) {
        file.create_group(group);
    }
    CHECK(file.children("/", Hdf5File::Order::creation) == std::vector<std::string>{"b", "a", "c"});
    CHECK(file.children("/", Hdf5File::Order::name) == std::vector<std::string>{"a", "b", "c"});
    file.write_text("/a/text", "one");
    file.hard_link("/a/text", "/b/same");
    CHECK(file.read_text("/b/same") == "one");
    const auto address = [&](const char* path) { return content_of(file, path).address; };
    CHECK(address("/a/text") == address("/b/same"));
    CHECK(address("/a") != address("/b"));
}

TEST_CASE("A dataset tells the names of its scales") {
    const ScratchFolder folder;
    auto file = Hdf5File::create(folder / "scales.h5");
    file.write_dataset<std::int32_t>("/zone", {2}, std::vector<std::int32_t>{0, 1});
    file.make_scale("/zone", "zone");
    file.write_dataset<float>("/values", {3, 2}, std::vector<float>(6));
    file.attach_scales("/values", {"", "/zone"});
    CHECK(file.scale_names("/values") == std::vector<std::string>{"", "zone"});
    CHECK(file.scale_names("/zone") == std::vector<std::string>{""});
}

TEST_CASE("A scale takes more attachments than the old format allows") {
    const ScratchFolder folder;
    auto file = Hdf5File::create(folder / "many.h5");
    file.write_dataset<std::int32_t>("/zone", {1}, std::vector<std::int32_t>{0});
    file.make_scale("/zone", "zone");
    // The old format stops at 64 KiB of references of 16 bytes.
    constexpr int more = 4'200;
    for (int i = 0; i < more; ++i) {
        const auto path = "/values_" + std::to_string(i);
        file.write_dataset<float>(path, {1}, std::vector<float>{0});
        file.attach_scales(path, {"/zone"});
    }
    CHECK(file.scale_names("/values_" + std::to_string(more - 1)) ==
          std::vector<std::string>{"zone"});
}

TEST_CASE("Stored values are the same whatever the layout") {
    const ScratchFolder folder;
    auto file = Hdf5File::create(folder / "layout.h5");
    const std::vector<float> values{1, 2, 3, 4};
    file.write_dataset<float>("/plain", {2, 2}, values);
    file.create_dataset<float>("/chunked", {.extents = {2, 2}, .chunk = {1, 2}});
    file.write_rows<float>("/chunked", 0, values);
    const auto plain = content_of(file, "/plain").values;
    const auto chunked = content_of(file, "/chunked").values;
    CHECK(plain.type == "float32");
    CHECK(plain.type == chunked.type);
    CHECK(plain.extents == chunked.extents);
    CHECK(plain.bytes == chunked.bytes);
    CHECK(plain.bytes.size() == 16);
}

TEST_CASE("An error names the file, the operation and the library's explanation") {
    const ScratchFolder folder;
    auto file = Hdf5File::create(folder / "error.h5");
    CHECK_THROWS_WITH(
        file.read<float>("/absent"),
        Contains("error.h5: cannot read dataset '/absent': HDF5: ") && Contains("doesn't exist"));
    CHECK_THROWS_WITH(file.create_group("/a/b"), Contains("cannot create group '/a/b'"));
    file.write_text("/text", "é");
    CHECK_THROWS_WITH(file.read<float>("/text"), Contains("it holds values of another type"));
    file.write_dataset<float>("/float", {1}, std::vector<float>{1});
    CHECK_THROWS_WITH(file.read_text("/float"), Contains("it does not hold text"));
    CHECK_THROWS_WITH(file.read<std::int32_t>("/float"),
                      Contains("it holds values of another type"));
    CHECK_THROWS_AS(Hdf5File::create(folder / "absent" / "file.h5"), OutputError);
}
