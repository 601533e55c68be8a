#include "workbook_cells.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <unzip.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string_view>

#include "creneau/model/content_hash.hpp"

namespace creneau::bench {

namespace {

std::string part_of(unzFile package, const std::string& name) {
  if (unzLocateFile(package, name.c_str(), 1) != UNZ_OK || unzOpenCurrentFile(package) != UNZ_OK)
    return {};
  std::string text;
  std::array<char, 65536> block{};
  int read = 0;
  while ((read = unzReadCurrentFile(package, block.data(), block.size())) > 0)
    text.append(block.data(), static_cast<std::size_t>(read));
  unzCloseCurrentFile(package);
  return text;
}

/// The value of an attribute of a tag, or nothing.
std::string_view attribute(std::string_view tag, std::string_view name) {
  const std::string start = " " + std::string(name) + "=\"";
  const std::size_t at = tag.find(start);
  if (at == std::string_view::npos) return {};
  const std::size_t begin = at + start.size();
  return tag.substr(begin, tag.find('"', begin) - begin);
}

std::string unescaped(std::string_view text) {
  std::string plain(text);
  for (const auto& [escape, letter] : {std::pair{"&lt;", "<"}, std::pair{"&gt;", ">"},
                                       std::pair{"&quot;", "\""}, std::pair{"&amp;", "&"}})
    for (std::size_t at = 0; (at = plain.find(escape, at)) != std::string::npos; ++at)
      plain.replace(at, std::string_view(escape).size(), letter);
  return plain;
}

double number_of(std::string_view text) {
  return text.empty() ? 0 : std::stod(std::string(text));
}

WorkbookSheet sheet_of(std::string_view xml) {
  WorkbookSheet sheet;
  std::size_t at = 0;
  while ((at = xml.find('<', at)) != std::string_view::npos) {
    const std::size_t end = xml.find('>', at);
    const std::string_view tag = xml.substr(at + 1, end - at - 1);
    at = end;
    if (tag.starts_with("row ")) {
      const auto row = static_cast<std::uint32_t>(number_of(attribute(tag, "r"))) - 1;
      if (const auto height = attribute(tag, "ht"); !height.empty())
        sheet.heights.emplace_back(row, number_of(height));
    }
    if (!tag.starts_with("c ")) continue;
    WorkbookCell cell;
    const std::string place(attribute(tag, "r"));
    cell.row = lxw_name_to_row(place.c_str());
    cell.column = lxw_name_to_col(place.c_str());
    cell.style = static_cast<std::uint16_t>(number_of(attribute(tag, "s")));
    if (!tag.ends_with('/')) {
      const std::size_t close = xml.find("</c>", end);
      const std::string_view content = xml.substr(end + 1, close - end - 1);
      const std::size_t last = content.rfind("</");
      const auto inner = [&](std::string_view opening) {
        std::size_t begin = content.find(opening);
        begin = content.find('>', begin) + 1;
        return content.substr(begin, content.find('<', begin) - begin);
      };
      if (last == std::string_view::npos) throw std::runtime_error("an odd cell");
      if (attribute(tag, "t") == "inlineStr") {
        cell.kind = WorkbookCell::Kind::text;
        cell.text = unescaped(inner("<t"));
      } else {
        cell.kind = WorkbookCell::Kind::number;
        cell.number = number_of(inner("<v"));
      }
      at = close;
    }
    sheet.cells.push_back(std::move(cell));
  }
  return sheet;
}

}  // namespace

std::vector<WorkbookSheet> read_cells(const std::string& file) {
  const auto close = [](unzFile open) { unzClose(open); };
  const std::unique_ptr<void, decltype(close)> package(unzOpen64(file.c_str()), close);
  if (!package) throw std::runtime_error("no workbook: " + file);
  std::vector<WorkbookSheet> sheets;
  while (true) {
    const std::string name = "sheet" + std::to_string(sheets.size() + 1);
    const std::string xml = part_of(package.get(), "xl/worksheets/" + name + ".xml");
    if (xml.empty()) return sheets;
    sheets.push_back(sheet_of(xml));
    sheets.back().name = name;
  }
}

void write_bare(const std::string& file, const std::vector<WorkbookSheet>& sheets) {
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  lxw_workbook* const book = workbook_new_opt(file.c_str(), &options);
  std::vector<lxw_format*> formats{nullptr};
  for (const WorkbookSheet& sheet : sheets) {
    lxw_worksheet* const written = workbook_add_worksheet(book, sheet.name.c_str());
    auto height = sheet.heights.begin();
    for (const WorkbookCell& cell : sheet.cells) {
      for (; height != sheet.heights.end() && height->first <= cell.row; ++height)
        worksheet_set_row(written, height->first, height->second, nullptr);
      while (formats.size() <= cell.style) {
        formats.push_back(workbook_add_format(book));
        format_set_indent(formats.back(), static_cast<std::uint8_t>(formats.size()));
      }
      lxw_format* const format = formats[cell.style];
      switch (cell.kind) {
        case WorkbookCell::Kind::number:
          worksheet_write_number(written, cell.row, cell.column, cell.number, format);
          break;
        case WorkbookCell::Kind::text:
          worksheet_write_string(written, cell.row, cell.column, cell.text.c_str(), format);
          break;
        case WorkbookCell::Kind::blank:
          worksheet_write_blank(written, cell.row, cell.column, format);
          break;
      }
    }
  }
  if (workbook_close(book) != LXW_NO_ERROR) throw std::runtime_error("libxlsxwriter failed");
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  const int synced = fsync(descriptor);
  close(descriptor);
  if (synced != 0) throw std::runtime_error("no sync");
}

std::uint64_t digest(const std::vector<WorkbookSheet>& sheets) {
  ContentHasher hasher;
  for (const WorkbookSheet& sheet : sheets)
    for (const WorkbookCell& cell : sheet.cells)
      hasher.add(std::uint64_t{cell.row})
          .add(std::uint64_t{cell.column})
          .add(static_cast<std::uint64_t>(cell.kind))
          .add(static_cast<std::int64_t>(cell.number * 1e6))
          .add(std::string_view{cell.text});
  return hasher.finish().value;
}

std::string as_json(const std::vector<WorkbookSheet>& sheets) {
  auto all = nlohmann::json::array();
  for (const WorkbookSheet& sheet : sheets) {
    auto rows = nlohmann::json::array();
    for (const WorkbookCell& cell : sheet.cells) {
      while (rows.size() <= cell.row) rows.push_back(nlohmann::json::array());
      auto& row = rows[cell.row];
      while (row.size() < cell.column) row.push_back(nullptr);
      nlohmann::json value;
      if (cell.kind == WorkbookCell::Kind::number) value = cell.number;
      if (cell.kind == WorkbookCell::Kind::text) value = cell.text;
      row.push_back({cell.style, value});
    }
    all.push_back({{"name", sheet.name}, {"rows", rows}});
  }
  return all.dump();
}

}  // namespace creneau::bench
