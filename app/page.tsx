import { Home } from "./_home/Home";
import { ClientMessages } from "./_i18n/ClientMessages";
import { SiteHeader } from "./_ui/SiteHeader";

export default function HomePage() {
  return (
    <ClientMessages namespaces={["home", "refusal"]}>
      <SiteHeader />
      <Home />
    </ClientMessages>
  );
}
