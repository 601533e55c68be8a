#include "creneau/model/category.hpp"

#include <gmock/gmock.h>

namespace creneau {
namespace {

TEST(Category, IsFoundByItsCode) {
  for (std::size_t index = 0; index < kCategoryCount; ++index) {
    const auto category = static_cast<Category>(index);
    EXPECT_EQ(category_from_code(code_of(category)), category);
  }
  EXPECT_EQ(category_from_code("CE"), Category::ce);
  for (const char* code : {"", "ce", "F", "CE ", "C1EE"}) EXPECT_FALSE(category_from_code(code));
}

TEST(ExamPart, IsFoundByItsCode) {
  for (std::size_t index = 0; index < kExamPartCount; ++index) {
    const auto part = static_cast<ExamPart>(index);
    EXPECT_EQ(exam_part_from_code(code_of(part)), part);
  }
  for (const char* code : {"plateau", "offroad", "off-road", "OFF_ROAD"})
    EXPECT_FALSE(exam_part_from_code(code)) << code;
}

TEST(CategorySet, ThatNamesNoneAllowsAll) {
  const CategorySet none;
  for (std::size_t index = 0; index < kCategoryCount; ++index) {
    EXPECT_TRUE(none.allows(static_cast<Category>(index)));
    EXPECT_FALSE(none.contains(static_cast<Category>(index)));
  }
}

TEST(CategorySet, ThatNamesSomeAllowsThoseAlone) {
  for (std::size_t one = 0; one < kCategoryCount; ++one) {
    CategorySet set;
    set.insert(static_cast<Category>(one));
    for (std::size_t other = 0; other < kCategoryCount; ++other)
      EXPECT_EQ(set.allows(static_cast<Category>(other)), one == other);
    EXPECT_EQ(CategorySet{set.bits()}, set);
  }
}

}  // namespace
}  // namespace creneau
