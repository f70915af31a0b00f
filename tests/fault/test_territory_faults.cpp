#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "foundation/sha256.hpp"
#include "scenario/csv_reader.hpp"
#include "scenario/territory_reader.hpp"
#include "study/prepared_run.hpp"

using namespace mixite;

namespace {

namespace fs = std::filesystem;

void replace_once(std::string& text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
}

/// A copy of the made-up territory that a test may spoil; gone with the test.
class SpoiltTerritory {
  public:
    SpoiltTerritory()
        : folder_(fs::temp_directory_path() /
                  fmt::format("mixite_spoilt_{}", static_cast<const void*>(this))) {
        fs::remove_all(folder_);
        fs::copy(fs::path(MIXITE_SOURCE_DIR) / "tests/territory", folder_);
    }
    SpoiltTerritory(const SpoiltTerritory&) = delete;
    SpoiltTerritory& operator=(const SpoiltTerritory&) = delete;
    ~SpoiltTerritory() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }

    void write(const std::string& file, const std::string& text) const {
        std::ofstream(folder_ / file, std::ios::binary) << text;
    }
    void remove(const std::string& file) const { fs::remove(folder_ / file); }

    /// Changes a file behind the manifest's back.
    void change(const std::string& file, const std::string& from, const std::string& to) const {
        auto text = read_text(folder_ / file);
        replace_once(text, from, to);
        write(file, text);
    }

    /// Changes a file and the manifest with it: what is wrong is then the content only.
    void spoil(const std::string& file, const std::string& from, const std::string& to) const {
        const auto before = read_text(folder_ / file);
        change(file, from, to);
        const auto after = read_text(folder_ / file);
        auto manifest = read_text(folder_ / "MANIFEST.toml");
        replace_once(manifest, sha256_hex(before), sha256_hex(after));
        const auto entry = manifest.find(fmt::format("file = \"{}\"", file));
        const auto rows = std::count(after.begin(), after.end(), '\n') - 1;
        const auto at = manifest.find("rows = ", entry);
        if (file.ends_with(".csv")) {
            manifest.replace(at, manifest.find('\n', at) - at, fmt::format("rows = {}", rows));
        }
        write("MANIFEST.toml", manifest);
    }

    [[nodiscard]] const fs::path& folder() const { return folder_; }

    /// What the reader says, with the folder left out; empty if it says nothing.
    [[nodiscard]] std::string complaint() const {
        try {
            read_territory(folder_);
        } catch (const DataError& error) {
            return without_folder(error.what());
        }
        return {};
    }
    [[nodiscard]] std::string missing() const {
        try {
            read_territory(folder_);
        } catch (const MissingInput& error) {
            return without_folder(error.what());
        }
        return {};
    }

  private:
    [[nodiscard]] std::string without_folder(std::string text) const {
        const auto folder = folder_.string() + "/";
        for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder)) {
            text.erase(at, folder.size());
        }
        return text;
    }

    fs::path folder_;
};

}  // namespace

TEST_CASE("The unspoilt copy reads") {
    const SpoiltTerritory territory;
    CHECK(territory.complaint().empty());
    CHECK(territory.missing().empty());
}

TEST_CASE("A table changed without its manifest is refused") {
    const SpoiltTerritory territory;
    territory.change("landlords.csv", "Office public", "Bureau public");
    const auto complaint = territory.complaint();
    const auto written = sha256_hex(
        "landlord,name,kind\noffice,Bureau public des Tilleuls,oph\n"
        "society,Société coopérative,esh\n");
    const auto listed =
        sha256_hex(read_text(fs::path(MIXITE_SOURCE_DIR) / "tests/territory/landlords.csv"));
    CHECK(complaint ==
          fmt::format("landlords.csv: error: sha256 = {} (must be {}, as in MANIFEST.toml); if the "
                      "change is meant, python3 data/seal.py {} puts the new sha256 and rows in "
                      "MANIFEST.toml\n"
                      "1 error; nothing was run",
                      written,
                      listed,
                      territory.folder().string()));
}

TEST_CASE("A wrong number of rows is refused") {
    const SpoiltTerritory territory;
    territory.change("MANIFEST.toml", "rows = 7\n", "rows = 8\n");
    CHECK(territory.complaint() ==
          "links.csv: error: 7 rows (must be 8, as in MANIFEST.toml)\n"
          "1 error; nothing was run");
}

TEST_CASE("A number that is none, infinite, negative or out of bounds is shown in its cell") {
    const SpoiltTerritory territory;
    territory.spoil("zones.csv", "45.0100", "nan");
    CHECK(territory.complaint() ==
          "zones.csv:2:32: error: latitude = nan (must be a number from -90 to 90)\n"
          "    2 | C1-A,Grandville centre,iris,C1,nan,3.0000,2.50,0,0.40,0.80\n"
          "      |                                ^\n"
          "1 error; nothing was run");
}

TEST_CASE("A negative count is refused") {
    const SpoiltTerritory territory;
    territory.spoil("tenure.csv", "C1-B,", "C1-B,-");
    CHECK(territory.complaint() ==
          "tenure.csv:4:6: error: social_tenant = -13 (must be a whole number from 0 to "
          "100000000)\n"
          "    4 | C1-B,-13,14,42,1\n"
          "      |      ^\n"
          "1 error; nothing was run");
}

TEST_CASE("A zone given twice is refused, with the line of the first") {
    const SpoiltTerritory territory;
    territory.spoil("zones.csv", "C1-B,", "C1-A,");
    const auto complaint = territory.complaint();
    CHECK(complaint.find("zones.csv:3:1: error: duplicate zone 'C1-A' (it is on line 2 already)\n"
                         "    3 | C1-A,Grandville nord,iris,C1,45.0300,3.0000,7.50,0,0.50,0.70\n"
                         "      | ^\n") != std::string::npos);
    CHECK(complaint.find("unknown zone 'C1-B'") != std::string::npos);
}

TEST_CASE("More rows than can be told apart are refused, not folded onto others") {
    const SpoiltTerritory territory;
    std::string landlords;
    for (int i = 0; i < 300; ++i) {
        landlords += fmt::format("l{},Bailleur {},other\n", i, i);
    }
    territory.spoil("landlords.csv", "society,", landlords + "society,");
    CHECK(territory.complaint() ==
          "landlords.csv:257:1: error: 302 landlords (a territory has at most 255)\n"
          "  257 | l254,Bailleur 254,other\n"
          "      | ^ put the smallest together\n"
          "1 error; nothing was run");
}

TEST_CASE("An unknown zone suggests the one that is meant") {
    const SpoiltTerritory territory;
    territory.spoil("qpv.csv", "QX001", "QX010");
    CHECK(territory.complaint() ==
          "qpv.csv:2:1: error: unknown zone 'QX010' (must be a zone of zones.csv)\n"
          "    2 | QX010,32,29,35,0.98,9,40,8200,100,2024\n"
          "      | ^ did you mean 'QX001'?\n"
          "1 error; nothing was run");
}

TEST_CASE("A misspelt column is missing and unknown at once") {
    const SpoiltTerritory territory;
    territory.spoil("landlords.csv", "landlord,name,kind", "landlord,nmae,kind");
    CHECK(territory.complaint() ==
          "landlords.csv:1:10: error: unknown column 'nmae'\n"
          "    1 | landlord,nmae,kind\n"
          "      |          ^ did you mean 'name'?\n"
          "landlords.csv:1:1: error: missing column 'name'\n"
          "    1 | landlord,nmae,kind\n"
          "      | ^ the columns are landlord,name,kind\n"
          "2 errors; nothing was run");
}

TEST_CASE("A word that is none of the choices suggests one") {
    const SpoiltTerritory territory;
    territory.spoil("programme.csv", "rehabilitation", "rehabilitatoin");
    CHECK(territory.complaint().find(
              "programme.csv:2:17: error: kind = 'rehabilitatoin' (must be one of rehabilitation, "
              "residentialisation, stop_reletting, rehousing, demolition, youth_residence, "
              "private_delivery)\n") == 0);
    CHECK(territory.complaint().find("^ did you mean 'rehabilitation'?") != std::string::npos);
}

TEST_CASE("Every missing file is named at once") {
    const SpoiltTerritory territory;
    territory.remove("zones.csv");
    territory.remove("qpv.csv");
    CHECK(territory.missing() ==
          "qpv.csv: error: the file cannot be read (No such file or directory)\n"
          "zones.csv: error: the file cannot be read (No such file or directory)\n"
          "2 errors; nothing was run");
}

TEST_CASE("A folder without a manifest is no territory") {
    const SpoiltTerritory territory;
    territory.remove("MANIFEST.toml");
    CHECK(territory.missing() ==
          "MANIFEST.toml: error: the file cannot be read (No such file or directory)\n"
          "1 error; nothing was run");
}

TEST_CASE("A manifest that is no TOML is shown where it breaks") {
    const SpoiltTerritory territory;
    territory.change("MANIFEST.toml", "schema_version = 1", "schema_version = ");
    CHECK(territory.complaint().find("MANIFEST.toml:3:") == 0);
}

TEST_CASE("A key of a hundred thousand parts is told") {
    for (const std::string file : {"MANIFEST.toml", "territory.toml"}) {
        const SpoiltTerritory territory;
        std::string key = "a";
        for (int i = 0; i < 100'000; ++i) {
            key += ".a";
        }
        territory.write(file, "\n" + key + " = 1\n");
        CHECK(territory.complaint().find(file + ":2: error: a key has more than 16 parts") !=
              std::string::npos);
    }
}

TEST_CASE("An unknown, missing or mistyped fact of the territory is told with its key") {
    const SpoiltTerritory territory;
    territory.spoil("territory.toml", "apl_zone = 3", "apl_zoen = 3");
    territory.spoil("territory.toml", "month_zero = \"2019-01\"", "month_zero = \"2019-13\"");
    const auto complaint = territory.complaint();
    CHECK(complaint.find("error: month_zero = '2019-13' (must be a month from 1950 to 2199, "
                         "such as 2019-01)\n") != std::string::npos);
    CHECK(complaint.find("error: missing key 'apl_zone' (must be a whole number)\n") !=
          std::string::npos);
    CHECK(complaint.find("error: unknown key 'apl_zoen'; did you mean 'apl_zone'?\n") !=
          std::string::npos);
    CHECK(complaint.find("3 errors; nothing was run") != std::string::npos);
}

TEST_CASE("A month zero beyond those of any study is refused") {
    const SpoiltTerritory territory;
    territory.spoil("territory.toml", "\"2019-01\"", "\"7480-01\"");
    CHECK(territory.complaint().find("month_zero = '7480-01' (must be a month from 1950 to 2199, "
                                     "such as 2019-01)") != std::string::npos);
}

TEST_CASE("Tables that do not agree are refused with the gap") {
    const SpoiltTerritory territory;
    territory.spoil("parts.csv", "C2,C2,C2,40,", "C2,C2,C2,38,");
    CHECK(territory.complaint() ==
          "parts.csv: error: households in the parts of area 'C2' = 38 (must be 40, 2 more)\n"
          "tenure.csv: error: households of part 'C2' = 40 (must be 38, 2 fewer)\n"
          "2 errors; nothing was run");
}

TEST_CASE("A zone that no way leads to is refused") {
    const SpoiltTerritory territory;
    territory.spoil("links.csv", "C1-C,C4,", "C1-B,C2,");
    CHECK(territory.complaint() ==
          "links.csv: error: no way leads to zone 'C4' (every zone must be linked, directly or "
          "not, to all others)\n"
          "1 error; nothing was run");
}

TEST_CASE("Deciles that fall are refused") {
    const SpoiltTerritory territory;
    territory.spoil("declared_income_deciles.csv", "5200,7100", "7200,5100");
    CHECK(territory.complaint().find("declared_income_deciles.csv:2:15: error: lower_quartile = "
                                     "5100 (must be at least the value before it, 7200)\n") == 0);
}

TEST_CASE("Problems of several tables are told together") {
    const SpoiltTerritory territory;
    territory.spoil("zones.csv", "45.0100", "inf");
    territory.spoil("landlord_shares.csv", "C1-A,office", "C1-A,ofice");
    territory.spoil("social_deliveries.csv", "2019-09", "2019-19");
    const auto complaint = territory.complaint();
    CHECK(complaint.find("latitude = inf") != std::string::npos);
    CHECK(complaint.find("did you mean 'office'?") != std::string::npos);
    CHECK(complaint.find("month = 2019-19") != std::string::npos);
    CHECK(complaint.find("3 errors; nothing was run") != std::string::npos);
}

TEST_CASE("A fault of a table that others refer to is told before theirs") {
    const SpoiltTerritory territory;
    territory.spoil(
        "landlords.csv", "office,Office public des Tilleuls,oph", "office,Office,oph,x");
    const auto complaint = territory.complaint();
    CHECK(complaint.find("landlords.csv:2:1: error: 4 cells in the row") == 0);
    CHECK(complaint.find("unknown landlord 'office'") != std::string::npos);
}

TEST_CASE("Swapped latitude and longitude are told, and a place that is not in France") {
    const SpoiltTerritory territory;
    territory.spoil("zones.csv", "45.0100,3.0000", "3.0000,45.0100");
    territory.spoil("zones.csv", "45.0300,3.0000", "55.0300,3.0000");
    CHECK(territory.complaint() ==
          "zones.csv:2:32: error: latitude = 3, longitude = 45.01 (lies neither in metropolitan "
          "France nor in a department overseas)\n"
          "    2 | C1-A,Grandville centre,iris,C1,3.0000,45.0100,2.50,0,0.40,0.80\n"
          "      |                                ^ are latitude and longitude swapped?\n"
          "zones.csv:3:30: error: latitude = 55.03, longitude = 3 (lies neither in metropolitan "
          "France nor in a department overseas)\n"
          "    3 | C1-B,Grandville nord,iris,C1,55.0300,3.0000,7.50,0,0.50,0.70\n"
          "      |                              ^ degrees of WGS 84, such as 46.32 and -0.46\n"
          "2 errors; nothing was run");
}

TEST_CASE("A territory without rows that its population needs is refused as it is read") {
    const SpoiltTerritory territory;
    territory.spoil("population.csv", "size.other.4,", "size.other.5,");
    territory.spoil("private_stock.csv", "C4,12,", "C3,12,");
    territory.spoil("qpv_shares.csv", "QX001,C1-A", "C2,C2");
    territory.spoil("tenure_income.csv", "other,owner,", "C2,owner,");
    const auto complaint = territory.complaint();
    for (const auto* told :
         {"population.csv:16: error: unknown key 'size.other.5'; did you mean 'size.other.2'?",
          "population.csv: error: missing key 'size.other.4' (the population cannot be made "
          "without "
          "it); put its row back",
          "private_stock.csv: error: rows of zone 'C3' = 2 (must be 1, 1 fewer)",
          "private_stock.csv: error: rows of zone 'C4' = 0 (must be 1, 1 more)",
          "qpv_shares.csv: error: rows of zone 'QX001' = 0 (must be at least 1: a QPV lies in an "
          "area)",
          "qpv_shares.csv: error: rows of zone 'C2' = 1 (the zone is no QPV)",
          "tenure_income.csv: error: no row of commune 'C3' and tenure 'owner' (nor one of commune "
          "'other', which stands for all without their own)",
          "8 errors; nothing was run"}) {
        INFO(complaint);
        CHECK(complaint.find(told) != std::string::npos);
    }
}

TEST_CASE("A run of one agglomeration that does not fit is told on how many threads it would") {
    const auto sources = fs::path(MIXITE_SOURCE_DIR);
    const auto run = prepare({.scenarios = {sources / "scenarios/reference.toml"},
                              .territory = sources / "tests/territory"});
    const auto told = [&](std::int64_t free_bytes) -> std::string {
        try {
            require_room(run, 4, free_bytes);
        } catch (const DataError& error) {
            return error.what();
        }
        return "nothing";
    };
    CHECK(told(size_of(run, 4).bytes) == "nothing");
    CHECK(told(size_of(run, 4).bytes - 1).find("--threads 3 would fit") != std::string::npos);
    CHECK(told(size_of(run, 2).bytes).find("--threads 2 would fit") != std::string::npos);
    CHECK(told(1).find("would fit") == std::string::npos);
}
