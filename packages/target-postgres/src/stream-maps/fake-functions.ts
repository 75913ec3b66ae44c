import type { Faker } from "@faker-js/faker";
import { ConfigurationError } from "../errors.ts";
import type { PythonFunction } from "./python/signature.ts";
import { toIndex, type Value } from "./python/value.ts";

/** The setting faker_config. */
export interface FakerConfig {
  readonly seed?: number | string | boolean;
  /** `de`, or `de_AT`; of several the first is used. */
  readonly locale?: string | readonly string[];
}

const plain = (make: (faker: Faker) => string | number | boolean) => ({ parameters: [], make });

/** Python Faker's providers that people use, and what they are called here. */
const PROVIDERS: Readonly<
  Record<
    string,
    {
      readonly parameters: readonly string[];
      readonly make: (
        faker: Faker,
        ...args: readonly (Value | undefined)[]
      ) => string | number | boolean;
    }
  >
> = {
  address: plain(
    (faker) =>
      `${faker.location.streetAddress()}\n${faker.location.zipCode()} ${faker.location.city()}`,
  ),
  ascii_email: plain((faker) => faker.internet.email()),
  boolean: plain((faker) => faker.datatype.boolean()),
  building_number: plain((faker) => faker.location.buildingNumber()),
  catch_phrase: plain((faker) => faker.company.catchPhrase()),
  city: plain((faker) => faker.location.city()),
  color_name: plain((faker) => faker.color.human()),
  company: plain((faker) => faker.company.name()),
  country: plain((faker) => faker.location.country()),
  country_code: plain((faker) => faker.location.countryCode()),
  credit_card_number: plain((faker) => faker.finance.creditCardNumber()),
  currency_code: plain((faker) => faker.finance.currencyCode()),
  date: plain((faker) =>
    faker.date.past({ years: 50, refDate: REFERENCE_DATE }).toISOString().slice(0, 10),
  ),
  date_of_birth: plain((faker) =>
    faker.date.birthdate({ refDate: REFERENCE_DATE }).toISOString().slice(0, 10),
  ),
  domain_name: plain((faker) => faker.internet.domainName()),
  email: plain((faker) => faker.internet.email()),
  file_name: plain((faker) => faker.system.fileName()),
  first_name: plain((faker) => faker.person.firstName()),
  free_email: plain((faker) => faker.internet.email()),
  hex_color: plain((faker) => faker.color.rgb()),
  iban: plain((faker) => faker.finance.iban()),
  ipv4: plain((faker) => faker.internet.ipv4()),
  ipv6: plain((faker) => faker.internet.ipv6()),
  job: plain((faker) => faker.person.jobTitle()),
  last_name: plain((faker) => faker.person.lastName()),
  license_plate: plain((faker) => faker.vehicle.vrm()),
  mac_address: plain((faker) => faker.internet.mac()),
  name: plain((faker) => faker.person.fullName()),
  paragraph: plain((faker) => faker.lorem.paragraph()),
  password: plain((faker) => faker.internet.password()),
  phone_number: plain((faker) => faker.phone.number()),
  postcode: plain((faker) => faker.location.zipCode()),
  random_digit: plain((faker) => faker.number.int(9)),
  random_int: {
    parameters: ["min?", "max?"],
    make: (faker, min = 0n, max = 9999n) =>
      faker.number.int({ min: toIndex(min), max: toIndex(max) }),
  },
  safe_email: plain((faker) => faker.internet.exampleEmail()),
  sentence: plain((faker) => faker.lorem.sentence()),
  state: plain((faker) => faker.location.state()),
  street_address: plain((faker) => faker.location.streetAddress()),
  street_name: plain((faker) => faker.location.street()),
  text: plain((faker) => faker.lorem.text()),
  url: plain((faker) => faker.internet.url()),
  user_agent: plain((faker) => faker.internet.userAgent()),
  user_name: plain((faker) => faker.internet.username()),
  uuid4: plain((faker) => faker.string.uuid()),
  word: plain((faker) => faker.lorem.word()),
  zipcode: plain((faker) => faker.location.zipCode()),
};

/** So that a seed gives the same dates whenever it is used. */
const REFERENCE_DATE = "2024-01-01T00:00:00Z";

/**
 * The functions of `fake` in expressions. The library is only loaded when this is called. Its values
 * are others than those of Python's Faker, for the same seed too.
 *
 * @throws {ConfigurationError} for a locale that does not exist.
 */
export async function createFakeFunctions({
  seed,
  locale = "en_US",
}: FakerConfig): Promise<readonly (readonly [string, PythonFunction])[]> {
  const { allFakers } = await import("@faker-js/faker");
  const faker = findFaker(allFakers, typeof locale === "string" ? locale : (locale[0] ?? "en_US"));
  if (seed !== undefined) faker.seed(toSeed(seed));
  return Object.entries(PROVIDERS).map(([name, { parameters, make }]) => [
    `fake.${name}`,
    {
      parameters,
      call: (...args) => {
        const value = make(faker, ...args);
        return typeof value === "number" ? BigInt(value) : value;
      },
    },
  ]);
}

/** Python's locales always have a country, the library's only where it makes a difference. */
function findFaker(fakers: Readonly<Record<string, Faker>>, locale: string): Faker {
  for (const name of [locale, locale.split("_")[0] as string]) {
    const faker = Object.hasOwn(fakers, name) ? fakers[name] : undefined;
    if (faker !== undefined) return faker;
  }
  throw new ConfigurationError(
    `setting "faker_config": locale ${JSON.stringify(locale)} is not known; https://fakerjs.dev/guide/localization lists those that are`,
  );
}

/** A number is a seed; of text, its characters. */
function toSeed(seed: number | string | boolean): number | number[] {
  if (typeof seed === "string")
    return Array.from(seed, (letter) => letter.codePointAt(0) as number);
  return Number(seed);
}
