import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./app/_i18n/request.ts");

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // `npm run check` compiles everything, tests included; a start must not fail for the type of a test.
  typescript: { ignoreBuildErrors: true },
};

export default withNextIntl(config);
