import { deliver } from "./deliver";
import { fanOut } from "./fan-out";
import { keepTablesHourly } from "./keep-tables";
import { wakeDue } from "./wake-due";

/** Every function of Hookswitch; adding one is a line here. */
export const functions = [fanOut, deliver, wakeDue, keepTablesHourly];
