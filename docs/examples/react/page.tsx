import { useState } from "react";
import AirflowImageConfigurator from "./AirflowImageConfigurator";

export default function Page() {
  const [chosen, choose] = useState("nothing yet");
  return (
    <main>
      <h1>Airflow in your project</h1>
      <AirflowImageConfigurator
        link="v=1&airflow=3.3.2&packages=curl"
        show="packages,preview"
        label="Packages of the image"
        onChange={({ link }) => choose(link)}
      />
      <p>
        You have chosen <output>{chosen}</output>.
      </p>
    </main>
  );
}
