#include "observation/digest.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <vector>

#include "foundation/failure.hpp"
#include "foundation/sha256.hpp"

namespace mixite {

namespace {

/// Addresses within the file (what they say is told by the names of the dimensions instead), and
/// what is not content.
constexpr std::array<std::string_view, 4> left_out_attributes = {
    "DIMENSION_LIST", "REFERENCE_LIST", "complete", "digest"};
constexpr std::array<std::string_view, 2> left_out_groups = {"/provenance/build",
                                                             "/provenance/execution"};
/// Where those live whom the run's first scenario housed: what a scenario holds of the company.
constexpr std::string_view of_the_company = "destinations";
/// Which history group a scenario forks from: its content counts, not its place.
constexpr std::string_view history_attribute = "history";

bool holds(const auto& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// What one digest is fed with: trees of objects, each named relative to its top.
class ContentDigest {
  public:
    [[nodiscard]] std::string hex() const { return sha256_.hex(); }

    /// Each piece after its length, so that no two contents give one stream of bytes.
    void add_text(std::string_view text) {
        sha256_.update(fmt::format("{}:", text.size()));
        sha256_.update(text);
    }

    void add_values(const StoredValues& values) {
        add_text(values.type);
        add_text(fmt::format("[{}]", fmt::join(values.extents, ",")));
        sha256_.update(fmt::format("{}:", values.bytes.size()));
        sha256_.update(values.bytes);
    }

    /// False if the group was fed before.
    [[nodiscard]] bool add_group(std::uint64_t address) {
        add_text("group");
        return groups_.insert(address).second;
    }

  private:
    Sha256 sha256_;
    std::set<std::uint64_t> groups_;
};

enum class TreeOf : std::uint8_t { run, scenario };

/// The tree that a digest is being fed with, and where in it: the name relative to its top.
struct Feeding {
    ContentDigest* digest = nullptr;
    TreeOf tree = TreeOf::run;
    std::string relative{};

    [[nodiscard]] bool at_top_of_scenario() const {
        return tree == TreeOf::scenario && relative.empty();
    }
};

/// Walks through a file, reading each object once for all the digests that it belongs to.
class Walk {
  public:
    explicit Walk(const Hdf5File& file) : file_(file) {}

    void walk(const std::string& path, const std::vector<Feeding>& fed) {
        for (const auto& each : fed) {
            each.digest->add_text(each.relative);
        }
        const auto content = file_.stored_content(path, left_out_attributes, scale_names_);
        for (const auto& each : fed) {
            add_attributes(content, each);
            add_content(content, path, *each.digest);
        }
        if (content.kind == ObjectKind::group) {
            walk_children(path, fed);
        }
    }

    /// Feeds, from now on, each of these groups to a digest of its own too.
    void feed_apart(const std::string& group, ContentDigest& digest) { apart_[group] = &digest; }

  private:
    static void add_attributes(const StoredContent& content, const Feeding& fed) {
        for (const auto& [name, values] : content.attributes) {
            const bool place = fed.at_top_of_scenario() && name == history_attribute;
            if (!place) {
                fed.digest->add_text("@" + name);
                fed.digest->add_values(values);
            }
        }
    }

    void add_content(const StoredContent& content,
                     const std::string& path,
                     ContentDigest& digest) const {
        switch (content.kind) {
            case ObjectKind::group:
                if (!digest.add_group(content.address)) {
                    throw OutputError(
                        fmt::format("{}: cannot take the digest: group '{}' has two names",
                                    file_.path().string(),
                                    path));
                }
                return;
            case ObjectKind::dataset:
                digest.add_text("dataset");
                digest.add_values(content.values);
                for (const auto& scale : content.scale_names) {
                    digest.add_text(scale);
                }
                return;
            case ObjectKind::committed_type:
                digest.add_text("type");
                digest.add_text(content.type);
        }
    }

    void walk_children(const std::string& path, const std::vector<Feeding>& fed) {
        for (const auto& name : file_.children(path, Hdf5File::Order::name)) {
            const auto child = fmt::format("{}/{}", path == "/" ? "" : path, name);
            if (holds(left_out_groups, child)) {
                continue;
            }
            std::vector<Feeding> on;
            for (const auto& each : fed) {
                const bool of_others = each.at_top_of_scenario() && name == of_the_company;
                if (!of_others) {
                    on.push_back(
                        {each.digest, each.tree, fmt::format("{}/{}", each.relative, name)});
                }
            }
            if (const auto own = apart_.find(child); own != apart_.end()) {
                on.push_back({own->second, TreeOf::scenario});
            }
            walk(child, on);
        }
    }

    const Hdf5File& file_;
    std::map<std::string, ContentDigest*> apart_;
    ScaleNames scale_names_;
};

constexpr const char* scenarios_group = "/scenarios";

}  // namespace

std::string run_digest(const Hdf5File& file) {
    ContentDigest digest;
    Walk(file).walk("/", {{&digest, TreeOf::run}});
    return digest.hex();
}

std::string group_digest(const Hdf5File& file, const std::string& group) {
    ContentDigest digest;
    Walk(file).walk(group, {{&digest, TreeOf::run}});
    return digest.hex();
}

RunDigests run_digests(const Hdf5File& file) {
    ContentDigest run;
    std::map<std::string, ContentDigest> of_scenario;
    std::map<std::string, std::vector<Feeding>> by_history;
    Walk all(file);
    for (const auto& name : file.children(scenarios_group, Hdf5File::Order::name)) {
        const auto group = fmt::format("{}/{}", scenarios_group, name);
        auto& digest = of_scenario[name];
        all.feed_apart(group, digest);
        by_history[file.text_attribute(group, std::string(history_attribute))].push_back(
            {&digest, TreeOf::scenario});
    }
    all.walk("/", {{&run, TreeOf::run}});
    for (const auto& [history, scenarios] : by_history) {
        Walk(file).walk(history, scenarios);
    }
    RunDigests digests{.run = run.hex()};
    for (const auto& [name, digest] : of_scenario) {
        digests.of_scenario[name] = digest.hex();
    }
    return digests;
}

}  // namespace mixite
