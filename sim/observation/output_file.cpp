#include "observation/output_file.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mixite {
namespace {

/// Waits until the disk has the file or the folder.
void synchronise(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        throw system_failure(path, "open to write it out to the disk");
    }
    const int status = ::fsync(descriptor);
    const int error = errno;
    ::close(descriptor);
    // Some file systems cannot write a folder out; their rename is as safe as it gets.
    if (status != 0 && error != EINVAL) {
        errno = error;
        throw system_failure(path, "write out to the disk");
    }
}

}  // namespace

OutputError system_failure(const std::filesystem::path& path, std::string_view verb) {
    return OutputError(fmt::format(
        "{}: cannot {}: {}", path.string(), verb, std::generic_category().message(errno)));
}

void refuse_existing(const std::filesystem::path& output, Existing existing) {
    if (!output.has_filename()) {
        throw WrongRequest(fmt::format(
            "'{}': cannot write it: it names no file; give the output a name", output.string()));
    }
    std::error_code error;
    if (!std::filesystem::exists(output, error)) {
        return;
    }
    if (!std::filesystem::is_regular_file(output, error)) {
        throw OutputExists(fmt::format(
            "{}: cannot write it: it is {} (only a file is ever replaced); give another name",
            output.string(),
            std::filesystem::is_directory(output, error) ? "a folder" : "no plain file"));
    }
    if (existing == Existing::refuse) {
        throw OutputExists(fmt::format(
            "{}: cannot write it: the file exists already (it would be lost); --force replaces it",
            output.string()));
    }
}

void refuse_input(const std::filesystem::path& output, const std::filesystem::path& input) {
    std::error_code error;
    if (std::filesystem::equivalent(output, input, error)) {
        throw WrongRequest(
            fmt::format("{}: cannot write it: it is the result that is read (it would be lost); "
                        "give the output another name",
                        output.string()));
    }
}

void require_folder(const std::filesystem::path& output) {
    const std::filesystem::path folder = output.has_parent_path() ? output.parent_path() : ".";
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) {
        throw OutputError(fmt::format(
            "{}: cannot create the file: there is no folder '{}'; make it, or give another output",
            output.string(),
            folder.string()));
    }
    if (::access(folder.c_str(), W_OK) != 0) {
        throw OutputError(
            fmt::format("{}: cannot create the file: folder '{}': {}; give another output",
                        output.string(),
                        folder.string(),
                        std::generic_category().message(errno)));
    }
}

std::filesystem::path free_part_name(const std::filesystem::path& output) {
    // Two processes that write the same output start from different names.
    for (auto number = ::getpid();; ++number) {
        auto part = output;
        part.replace_extension(fmt::format(".part-{}{}", number, output.extension().string()));
        std::error_code error;
        if (!std::filesystem::exists(std::filesystem::symlink_status(part, error))) {
            return part;
        }
    }
}

void copy_whole(const std::filesystem::path& from, const std::filesystem::path& to) {
    PartFile part(to, free_part_name(to));
    std::error_code error;
    std::filesystem::copy_file(from, part.path(), error);
    if (error) {
        throw OutputError(fmt::format(
            "{}: cannot copy to '{}': {}", from.string(), part.path().string(), error.message()));
    }
    part.give_name();
}

namespace {

/// The file that was opened, not one that has meanwhile taken its name.
bool still_has_its_name(int descriptor, const std::filesystem::path& path) {
    struct stat opened {};
    struct stat named {};
    return ::fstat(descriptor, &opened) == 0 && ::stat(path.c_str(), &named) == 0 &&
           opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

}  // namespace

WritingLock::WritingLock(const std::filesystem::path& path) {
    for (;;) {
        constexpr mode_t for_whom_the_system_allows = 0666;
        descriptor_ =
            ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, for_whom_the_system_allows);
        if (descriptor_ < 0) {
            throw system_failure(path, "create the file");
        }
        struct flock whole {};
        whole.l_type = F_WRLCK;
        // Of the open file, not of the process, and apart from the lock that HDF5 takes.
        const bool taken =
            ::fcntl(descriptor_, F_OFD_SETLK, &whole) != 0 && (errno == EAGAIN || errno == EACCES);
        if (!taken && still_has_its_name(descriptor_, path)) {
            return;
        }
        ::close(std::exchange(descriptor_, -1));
        if (taken) {
            throw OutputExists(fmt::format(
                "{}: cannot write it: another run is writing it; wait for its end, or give another "
                "output",
                path.string()));
        }
    }
}
WritingLock::WritingLock(WritingLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}
WritingLock& WritingLock::operator=(WritingLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
}
WritingLock::~WritingLock() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

PartFile::PartFile(std::filesystem::path output, std::filesystem::path part)
    : output_(std::move(output)), part_(std::move(part)) {}

PartFile::~PartFile() {
    if (is_ours_) {
        std::error_code error;
        std::filesystem::remove(part_, error);
    }
}

void PartFile::give_name() {
    synchronise(part_);
    std::error_code error;
    std::filesystem::rename(part_, output_, error);
    if (error) {
        throw OutputError(fmt::format(
            "{}: cannot rename to '{}': {}", part_.string(), output_.string(), error.message()));
    }
    is_ours_ = false;
    synchronise(output_.has_parent_path() ? output_.parent_path() : ".");
}

}  // namespace mixite
