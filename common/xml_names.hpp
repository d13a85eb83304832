// Which characters a name in XML may hold. A colon may not: it would mean a namespace.
#pragma once

namespace lockstep {

bool can_start_xml_name(char32_t c);     // letters and "_"
bool can_stand_in_xml_name(char32_t c);  // also digits, "-", ".", accents …

}  // namespace lockstep
