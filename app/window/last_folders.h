#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace spotter {

// The folder that was used last for each purpose ("videos", "exports"), kept in folders.json of
// the data folder. What cannot be read or written is as if it was never used: nobody is kept from
// choosing a file by it.
class LastFolders {
  public:
    explicit LastFolders(std::filesystem::path data_folder);

    // Empty: none was used yet.
    std::filesystem::path of(const std::string& purpose) const;
    void put(const std::string& purpose, const std::filesystem::path& folder);

  private:
    const std::filesystem::path file_;
    std::map<std::string, std::string> folders_;
};

}  // namespace spotter
