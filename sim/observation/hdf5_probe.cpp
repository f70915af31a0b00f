#include "observation/hdf5_probe.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <exception>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <vector>

#include <hdf5_hl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "observation/hdf5_calls.hpp"

namespace mixite {
namespace {

/// Types that the program writes. The references from datasets to scales are read where names of
/// scales are.
bool is_of_our_types(hid_t type) {
    const auto kind = H5Tget_class(type);
    return kind == H5T_STRING || kind == H5T_ENUM || kind == H5T_INTEGER || kind == H5T_FLOAT;
}

/// Does to every object what readers do, where the format has no checksum or the library's own
/// handling of an error may fail: lists, types, texts, names of scales, indexes of chunks.
class Probe {
  public:
    explicit Probe(const std::filesystem::path& path)
        : operation_{path, "read the file", ""}, file_(open_for_reading(path), H5Fclose) {}

    void walk() { walk(file_, "/", 0); }

  private:
    void walk(hid_t folder, const std::string& name, int depth) {
        constexpr int deepest = 16;
        const auto object = operation_.own(H5Oopen(folder, name.c_str(), H5P_DEFAULT), H5Oclose);
        read_attributes(object);
        if (H5Iget_type(object) != H5I_GROUP) {
            read_dataset(object);
            return;
        }
        for (const auto& child : tried([&] { return link_names_of(operation_, object); })) {
            if (depth < deepest) {
                tried([&] {
                    walk(object, child, depth + 1);
                    return true;
                });
            }
        }
    }

    void read_attributes(hid_t object) const {
        for (const auto& name : tried([&] { return attribute_names_of(operation_, object); })) {
            tried([&] {
                const auto attribute =
                    operation_.own(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose);
                const StoredObject source(operation_, attribute, StoredObject::Kind::attribute);
                return is_of_our_types(source.type()) ? stored_values_of(source) : StoredValues{};
            });
        }
    }

    /// Or a committed type.
    void read_dataset(hid_t object) {
        const auto type = type_of(operation_, object);
        if (H5Tget_class(type) == H5T_ENUM) {
            tried([&] { return members_of(operation_, type); });
        }
        if (H5Iget_type(object) != H5I_DATASET) {
            return;
        }
        tried([&] { return scale_names_of(operation_, object, scale_names_); });
        tried([&] { return chunk_count_of(operation_, object); });
        if (H5Tget_class(type) == H5T_STRING) {
            tried([&] {
                return StoredObject(operation_, object, StoredObject::Kind::dataset).texts();
            });
        }
    }

    /// What `read` gives, or nothing where it fails: the reader will meet the error in earnest.
    template <class Read>
    static std::invoke_result_t<Read> tried(const Read& read) {
        try {
            return read();
        } catch (const std::exception&) {
            return {};
        }
    }

    FileOperation operation_;
    Handle file_;
    ScaleNames scale_names_;
};

/// For a process of its own that may crash: without a core, for some seconds at most.
void expect_to_crash() {
    const rlimit no_core{0, 0};
    const rlimit little_time{20, 20};
    setrlimit(RLIMIT_CORE, &no_core);
    setrlimit(RLIMIT_CPU, &little_time);
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGXCPU}) {
        static_cast<void>(std::signal(signal, SIG_DFL));
    }
}

}  // namespace

void require_our_superblock(const std::filesystem::path& path) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) {
        throw OutputError(path.string() + ": cannot open the file: it is a folder");
    }
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw OutputError(fmt::format(
            "{}: cannot open the file: {}", path.string(), std::generic_category().message(errno)));
    }
    constexpr std::string_view signature = "\x89HDF\r\n\x1a\n";
    std::array<char, signature.size() + 1> head{};
    file.read(head.data(), head.size());
    if (std::string_view(head.data(), signature.size()) != signature) {
        throw OutputError(path.string() + ": cannot open the file: it is not HDF5");
    }
    if (head.back() != 2 && head.back() != 3) {
        throw OutputError(
            path.string() +
            ": cannot open the file: its HDF5 format is none that this program writes");
    }
}

void require_harmless(const std::filesystem::path& path) {
    const auto child = fork();
    if (child == 0) {
        expect_to_crash();
        try {
            Probe(path).walk();
        } catch (const std::exception&) {
            _exit(0);  // told when it is opened in earnest
        }
        _exit(0);
    }
    int status = 0;
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (child > 0 && !(WIFEXITED(status) && WEXITSTATUS(status) == 0)) {
        throw OutputError(path.string() + ": cannot open the file: it is damaged");
    }
}

}  // namespace mixite
