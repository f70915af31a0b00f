#include "observation/digest.hpp"

#include <algorithm>
#include <array>
#include <set>

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

/// Feeds the digest with objects named relative to one group.
class ContentDigest {
  public:
    explicit ContentDigest(const Hdf5File& file) : file_(file) {}

    void add_tree(const std::string& top) {
        top_ = top;
        add(top, "");
    }
    [[nodiscard]] std::string hex() const { return sha256_.hex(); }

  private:
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

    void add_attributes(const StoredContent& content, const std::string& path) {
        for (const auto& [name, values] : content.attributes) {
            const bool place = path == top_ && top_ != "/" && name == history_attribute;
            if (!place) {
                add_text("@" + name);
                add_values(values);
            }
        }
    }

    void add_dataset(const StoredContent& content) {
        add_text("dataset");
        add_values(content.values);
        for (const auto& scale : content.scale_names) {
            add_text(scale);
        }
    }

    void add_children(const std::string& path, const std::string& relative, std::uint64_t address) {
        add_text("group");
        if (!groups_.insert(address).second) {
            throw OutputError(fmt::format("{}: cannot take the digest: group '{}' has two names",
                                          file_.path().string(),
                                          path));
        }
        for (const auto& name : file_.children(path, Hdf5File::Order::name)) {
            const auto child = fmt::format("{}/{}", path == "/" ? "" : path, name);
            const bool of_others = path == top_ && name == of_the_company;
            if (!of_others && !holds(left_out_groups, child)) {
                add(child, fmt::format("{}/{}", relative, name));
            }
        }
    }

    void add(const std::string& path, const std::string& relative) {
        add_text(relative);
        const auto content = file_.stored_content(path, left_out_attributes, scale_names_);
        add_attributes(content, path);
        switch (content.kind) {
            case ObjectKind::group:
                return add_children(path, relative, content.address);
            case ObjectKind::dataset:
                return add_dataset(content);
            case ObjectKind::committed_type:
                add_text("type");
                return add_text(content.type);
        }
    }

    const Hdf5File& file_;
    std::string top_;
    Sha256 sha256_;
    std::set<std::uint64_t> groups_;
    ScaleNames scale_names_;
};

}  // namespace

std::string run_digest(const Hdf5File& file) {
    ContentDigest digest(file);
    digest.add_tree("/");
    return digest.hex();
}

std::string group_digest(const Hdf5File& file, const std::string& group) {
    ContentDigest digest(file);
    digest.add_tree(group);
    return digest.hex();
}

std::string scenario_digest(const Hdf5File& file, const std::string& scenario) {
    const auto group = "/scenarios/" + scenario;
    ContentDigest digest(file);
    digest.add_tree(group);
    digest.add_tree(file.text_attribute(group, std::string(history_attribute)));
    return digest.hex();
}

}  // namespace mixite
