#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "foundation/failure.hpp"

namespace mixite {

/// What the system says of the last call: the path, and the verb that it refused.
OutputError system_failure(const std::filesystem::path& path, std::string_view verb);

/// What to do with an output that is there already.
enum class Existing : std::uint8_t { refuse, replace };

/// Throws OutputExists if there is something at the output that is not to be replaced, as a folder
/// never is; WrongRequest if the output names no file.
void refuse_existing(const std::filesystem::path& output, Existing existing);

/// Throws WrongRequest if the output is the file that is read: it would be lost.
void refuse_input(const std::filesystem::path& output, const std::filesystem::path& input);

/// Throws OutputError if the folder that the output is to lie in is not there or takes no file.
void require_folder(const std::filesystem::path& output);

/// A name beside the output that nothing has yet. The suffix stays the last: libraries look at it.
std::filesystem::path free_part_name(const std::filesystem::path& output);

/// A copy, which has its name once the disk has all of it. Replaces what was there. Throws
/// OutputError.
void copy_whole(const std::filesystem::path& from, const std::filesystem::path& to);

/// While it lives, no other process takes the same file for its own. It goes on without where the
/// file system knows no locks.
class WritingLock {
  public:
    /// Makes the file if it is not there. Throws OutputExists if another process is writing it.
    explicit WritingLock(const std::filesystem::path& path);
    WritingLock(WritingLock&& other) noexcept;
    WritingLock& operator=(WritingLock&& other) noexcept;
    ~WritingLock();

  private:
    int descriptor_ = -1;
};

/// A file under a name of its own, taken away at the end unless it was given the output's name: a
/// half file never stands under that.
class PartFile {
  public:
    /// `part` lies beside the output.
    PartFile(std::filesystem::path output, std::filesystem::path part);
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;
    ~PartFile();

    [[nodiscard]] const std::filesystem::path& path() const { return part_; }
    [[nodiscard]] const std::filesystem::path& output() const { return output_; }

    /// Once the disk has all of it. Throws OutputError.
    void give_name();

    /// It belongs to somebody else: it stays.
    void leave() { is_ours_ = false; }

  private:
    std::filesystem::path output_;
    std::filesystem::path part_;
    bool is_ours_ = true;
};

}  // namespace mixite
